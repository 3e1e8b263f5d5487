import { DAY } from '../../../model/time.ts'
import { keyOption, principalOption, whom } from '../parts/option.ts'
import { callsPart } from '../parts/service.ts'
import type { Question } from '../question.ts'

/** Every call after which instances run that did not before (R10). */
const starts = [
  'CreateFleet',
  'RequestSpotFleet',
  'RequestSpotInstances',
  'RunInstances',
  'RunScheduledInstances',
  'StartInstances',
] as const

export const instancesStarted: Question = {
  id: 'instances-started',
  sentence: (params) => `Did ${whom(params, 'anyone')} start instances?`,
  why: 'Mining on your bill is the commonest use of stolen credentials, often in a region that nobody looks at.',
  options: [principalOption, keyOption],
  needsOneOf: [],
  defaultWindow: 30 * DAY,
  parts: (asked) => [callsPart(asked, 'instances started', 'ec2.amazonaws.com', starts)],
  examples: [
    {
      command: 'wholetrail ask instances-started --region ap-southeast-2 --from 7d',
      says: 'Were instances started in a region that is not used?',
    },
  ],
}
