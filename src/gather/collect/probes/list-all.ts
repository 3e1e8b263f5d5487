import type { Observed } from '../../../model/observed.ts'
import type { Service } from '../../aws/call.ts'
import type { Place } from '../probe.ts'
import { readKnown, withoutList } from './map/answer.ts'

/**
 * All members of a list, over all pages. A page without its list is an answer to another question (emulators give such,
 * facts/aws.md 9): then the list is unknown, not empty.
 */
export const listAll = async <Item>(
  place: Place,
  [service, operation, list]: readonly [Service, string, string],
  input: object,
  options: { readonly absent?: readonly string[]; readonly region?: string } = {},
): Promise<Observed<readonly Item[]>> => {
  const answer = await place.askAll<Record<string, readonly Item[] | undefined>, Item | undefined>(
    service,
    operation,
    input,
    (page) => page[list] ?? [undefined],
    options,
  )
  return readKnown(answer, (items) =>
    items.some((item) => item === undefined)
      ? withoutList(list)
      : { known: items.filter((item) => item !== undefined) },
  )
}
