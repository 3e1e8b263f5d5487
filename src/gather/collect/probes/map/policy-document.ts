import type { Observed } from '../../../../model/observed.ts'

export type PolicyDocument = Record<string, unknown>

const isObject = (value: unknown): value is PolicyDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A policy document as text. One that cannot be read is unknown: it is neither empty nor absent. */
export const policyOf = (text: string | undefined): Observed<PolicyDocument> => {
  if (text === undefined || text === '') {
    return { unknown: 'not-supported', detail: 'the answer holds no policy document' }
  }
  try {
    const document: unknown = JSON.parse(text)
    if (isObject(document)) return { known: document }
  } catch {
    // said below
  }
  return { unknown: 'error', detail: 'the policy document is not a JSON object' }
}

/** As `policyOf`, for IAM, which percent-encodes its documents (RFC 3986; facts/aws.md 8.1). */
export const encodedPolicyOf = (text: string | undefined): Observed<PolicyDocument> => {
  const plain = policyOf(text)
  if (text === undefined || 'known' in plain) return plain
  try {
    return policyOf(decodeURIComponent(text))
  } catch {
    return plain
  }
}

/** The statements of a document as they came; AWS allows one or a list. */
export const rawStatements = (document: PolicyDocument): readonly PolicyDocument[] =>
  [document.Statement ?? []].flat().filter(isObject)
