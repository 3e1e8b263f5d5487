import { firstOf, type Limit } from '../form.ts'
import { objectsIn, textsIn } from '../texts.ts'
import { wholeRules, wholeTexts } from '../whole-rules.ts'
import { kinds } from './kinds/list.ts'

const notAsTemplate = {
  'role-trust':
    'a template owns the whole role, and would set everything of it that it does not name',
  'trusted-access': 'there is no resource for the trusted access of a service',
  'retired-trail': 'a trail is stopped and deleted by the stack that owns it, or by hand',
} as const

const known: Limit = (d) =>
  d.kind === 'role-trust' || d.kind === 'trusted-access' || d.kind === 'retired-trail'
    ? notAsTemplate[d.kind]
    : undefined

/** What is there already needs an identifier by which it is imported. */
const adoptable: Limit = (d) => {
  if (d.state !== 'existing' || d.kind === 'topic') return undefined
  if (kinds[d.kind]?.adopt === undefined)
    return `a ${d.kind} that exists is not imported without changing the rest of it`
  const isWhole =
    d.kind !== 'kms-key' || /^arn:[^:]+:kms:[^:]+:\d{12}:key\/[^/]+$/.test(d.arn ?? '')
  return isWhole ? undefined : 'a key is imported by its id, and its ARN is not known'
}

/** A new key has an alias: by it its ARN is known. */
const namedKey: Limit = (d) =>
  d.kind === 'kms-key' && (d.state === 'new') !== (d.alias !== undefined && d.arn === undefined)
    ? 'the key is named neither by an alias alone nor by its ARN alone'
    : undefined

/**
 * CloudFormation puts a secret where a text says so ({{resolve:...}}), and has no escape for it; nor is there one for
 * a member that is named like a function.
 */
const inert: Limit = (d) => {
  if (textsIn(d).some((text) => /\{\{\s*resolve\s*:/i.test(text)))
    return 'a text in it looks like a dynamic reference, which CloudFormation would resolve'
  const isFunction = objectsIn(d).some((o) =>
    Object.keys(o).some((key) => key === 'Ref' || key.startsWith('Fn::')),
  )
  return isFunction ? 'a member in it is named like a function of CloudFormation' : undefined
}

/** Why a thing cannot be written in CloudFormation; undefined: it can. */
export const cloudFormationLimit = firstOf(
  known,
  wholeTexts,
  wholeRules,
  namedKey,
  adoptable,
  inert,
)
