import type { Filter } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { dataOf, management, otherWrites, S3_OBJECT } from '../parts/common.ts'
import { both, didNotSucceed, narrowed, succeeded } from '../parts/filters.ts'
import { keyOption, principalOption, whom } from '../parts/option.ts'
import { ofWhom } from '../parts/place.ts'
import type { Asked, Part, Question } from '../question.ts'

/** Signing in and being issued tokens is called a write by AWS, and changes nothing (facts/aws.md 3.4). */
const signingIn: Filter = {
  column: 'event_source',
  is: { Equals: ['sts.amazonaws.com', 'signin.amazonaws.com'] },
  missing: 'unknown',
}

const managementPart = (asked: Asked): Part => {
  const changes = management('write', both({ not: signingIn }, asked.who))
  return {
    name: 'management-writes',
    title: 'management events that change something',
    default: true,
    pieces: ofWhom(narrowed(changes, succeeded), asked),
    attempts: narrowed(changes, didNotSucceed),
  }
}

const objectsPart = (asked: Asked): Part => {
  const writes = dataOf(S3_OBJECT, { readOnly: { Equals: ['false'] } }, asked.who)
  return {
    name: 's3-objects',
    title: 'S3 objects written or deleted',
    default: true,
    pieces: ofWhom(narrowed(writes, succeeded), asked),
    attempts: narrowed(writes, didNotSucceed),
  }
}

export const principalChanges: Question = {
  id: 'principal-changes',
  sentence: (params) => `Did ${whom(params, 'this user or role')} change anything?`,
  why: 'What has to be undone after somebody’s credentials were used by another.',
  options: [principalOption, keyOption],
  needsOneOf: ['principal', 'key'],
  defaultWindow: 7 * DAY,
  parts: (asked) => [managementPart(asked), objectsPart(asked), ...otherWrites(asked)],
  examples: [
    {
      command:
        'wholetrail ask principal-changes --principal arn:aws:iam::029608264753:user/mallory',
      says: 'Did this user, or a role that he assumed, change anything in the last seven days?',
    },
  ],
}
