import type { Service } from '../aws/call.ts'

/** Where an answer holds the token of the next page, and where the next question takes it. */
type Token = readonly [answered: string, asked: string]

const TOKENS: readonly Token[] = [
  ['NextToken', 'NextToken'],
  ['nextToken', 'nextToken'],
  ['NextContinuationToken', 'ContinuationToken'],
  ['NextMarker', 'Marker'],
  ['LastEvaluatedTableName', 'ExclusiveStartTableName'],
  ['PaginationToken', 'PaginationToken'],
]

/** Calls that differ: elsewhere these members only repeat what was asked. */
const OWN_TOKENS: Readonly<Record<string, Token>> = {
  'cost-explorer:GetCostAndUsage': ['NextPageToken', 'NextPageToken'],
  's3:ListBuckets': ['ContinuationToken', 'ContinuationToken'],
}
const SERVICE_TOKENS: Readonly<Partial<Record<Service, Token>>> = { iam: ['Marker', 'Marker'] }

type Page = Readonly<Record<string, unknown>>

/** What to add to the input for the next page; `undefined` after the last. */
export const nextPage = (
  service: Service,
  operation: string,
  page: Page,
): Readonly<Record<string, string>> | undefined => {
  const own = OWN_TOKENS[`${service}:${operation}`] ?? SERVICE_TOKENS[service]
  for (const [answered, asked] of own === undefined ? TOKENS : [own]) {
    const token = page[answered]
    if (typeof token === 'string' && token !== '') return { [asked]: token }
  }
  return undefined
}

/** Members by which AWS says that there is more. */
export const saysMore = (page: Page): boolean =>
  page.IsTruncated === true || page.Truncated === true
