import type { Observed } from '../../../../model/observed.ts'
import { withoutMember } from './answer.ts'

interface Tag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

/** Tags by name. No list at all is no answer. */
export const tagsOf = (tags: readonly Tag[] | undefined): Observed<Record<string, string>> =>
  tags === undefined
    ? withoutMember('list of tags')
    : {
        known: Object.fromEntries(
          tags.flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])),
        ),
      }
