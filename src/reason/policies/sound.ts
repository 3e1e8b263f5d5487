import type { PolicyDocument } from './allows.ts'

const MEMBERS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

const KINDS: ReadonlySet<string> = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser'])

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): boolean => [value].flat().every((v) => typeof v === 'string')

const isPrincipal = (value: unknown): boolean =>
  value === '*' ||
  (isObject(value) &&
    Object.entries(value).every(([kind, names]) => KINDS.has(kind) && isTexts(names)))

const isValue = (operator: string, value: unknown): boolean =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && /^numeric/i.test(operator))

const isCondition = (value: unknown): boolean =>
  value === undefined ||
  (isObject(value) &&
    Object.entries(value).every(
      ([operator, keys]) =>
        isObject(keys) &&
        Object.values(keys).every((values) => [values].flat().every((v) => isValue(operator, v))),
    ))

/** Of two members that exclude one another, one must be there. */
const hasOne = (s: Members, name: string, isSound: (value: unknown) => boolean): boolean => {
  const [is, not] = [s[name], s[`Not${name}`]]
  return (is === undefined) !== (not === undefined) && isSound(is ?? not)
}

const isStatement = (s: unknown): boolean =>
  isObject(s) &&
  Object.keys(s).every((name) => MEMBERS.has(name)) &&
  (s.Effect === 'Allow' || s.Effect === 'Deny') &&
  hasOne(s, 'Principal', isPrincipal) &&
  hasOne(s, 'Action', isTexts) &&
  hasOne(s, 'Resource', isTexts) &&
  isCondition(s.Condition)

const parsed = (policy: unknown): unknown => {
  if (typeof policy !== 'string') return policy
  try {
    return JSON.parse(policy)
  } catch {
    return undefined
  }
}

const sound = new WeakMap<Members, boolean>()

const isSound = (document: Members): boolean => {
  const { Statement: statements, Version: version } = document
  return (
    [statements].flat().every(isStatement) &&
    // Before this version `${...}` stood for itself.
    (version === '2012-10-17' || !JSON.stringify(statements).includes('${'))
  )
}

/**
 * The policy of a resource, out of its JSON or the text of it; `undefined` where not every word of it is one that is
 * understood here. AWS itself takes no other, so such a text is not the policy as AWS holds it.
 */
export const soundPolicy = (policy: unknown): PolicyDocument | undefined => {
  const document = parsed(policy)
  if (!isObject(document)) return undefined
  const known = sound.get(document) ?? isSound(document)
  sound.set(document, known)
  return known ? document : undefined
}
