import type { Ternary } from '../../model/scope.ts'
import { globsMeet } from './glob.ts'
import type { Inside } from './inside.ts'
import { accountOfPrincipal } from './principal.ts'
import type { Comparison, ContextValue, Request } from './request.ts'

/** Who calls, and what the condition keys say of them. */
export type Caller = Pick<Request, 'requester' | 'context'>

/** No one in particular: what holds for them holds for everyone whom a policy does not name. */
const NOBODY = {
  kind: 'AWS',
  arn: 'arn:aws:iam::000000000000:user/nobody',
  account: '000000000000',
} as const

const hasWildcards = (value: string, how: Comparison): boolean =>
  (how === 'like' || how === 'arn') && /[*?]/.test(value)

/** One value of many, of which a `*` takes in every one, another pattern some, and a plain text none in particular. */
const ofMany = (isInside: (value: string) => boolean): ContextValue => ({
  resembles: (value, how): Ternary => {
    if (how === 'like' && /^\*+$/.test(value)) return 'yes'
    return hasWildcards(value, how) && !isInside(value) ? 'unknown' : 'no'
  },
})

/** A value of one outsider who is known by name only: none of those inside. */
const ofOne = (isInside: (value: string) => boolean, isThere: 'yes' | 'unknown'): ContextValue => ({
  resembles: (value) => (isInside(value) ? 'no' : 'unknown'),
  isThere,
})

const accountOfArn = (value: string): string => value.split(':')[4] ?? ''

/** What everyone may choose: over TLS or not. KMS is called over TLS only. */
const connections = (action: string): readonly string[] =>
  /^kms:/i.test(action) ? ['true'] : ['true', 'false']

const keysOf = (inside: Inside) => ({
  inOrganization: (value: string): boolean => value.split('/')[0] === inside.organizationId,
  inAccounts: (value: string): boolean => inside.accounts.has(value),
  inArns: (value: string): boolean => inside.accounts.has(accountOfArn(value)),
})

/** Without a signature there are no keys of a principal; its account is `anonymous` (IAM user guide, global keys). */
const anonymous: Request['context'] = {
  'aws:principalorgid': [],
  'aws:principalorgpaths': [],
  'aws:principalaccount': {
    resembles: (value, how) =>
      hasWildcards(value, how) && globsMeet(value, 'anonymous') ? 'unknown' : 'no',
    isThere: 'unknown',
  },
  'aws:principalarn': [],
  'aws:principalisawsservice': [],
}

const signed = (inside: Inside, organization: ContextValue): Request['context'] => {
  const { inAccounts, inArns } = keysOf(inside)
  return {
    'aws:principalorgid': organization,
    'aws:principalorgpaths': organization,
    'aws:principalaccount': ofMany(inAccounts),
    'kms:calleraccount': ofMany(inAccounts),
    'aws:principalarn': ofMany(inArns),
    'aws:principalisawsservice': ['false'],
  }
}

/** One kind of callers from outside, over every connection that they may choose. */
export interface Stranger {
  /** Whether they may be someone whom a Deny names as its exception. */
  readonly isSigned: boolean
  readonly callers: readonly Caller[]
}

/**
 * The kinds of which everyone consists: those who sign nothing, an account without an organisation, and an account of
 * another one. What keeps out one need not keep out another. KMS takes no call that is not signed.
 */
export const everyone = (inside: Inside, action: string): readonly Stranger[] => {
  const { inOrganization } = keysOf(inside)
  const stranger = (isSigned: boolean, context: Request['context']): Stranger => ({
    isSigned,
    callers: connections(action).map((tls) => ({
      requester: NOBODY,
      context: { ...context, 'aws:securetransport': [tls] },
    })),
  })
  return [
    ...(/^kms:/i.test(action) ? [] : [stranger(false, anonymous)]),
    stranger(true, signed(inside, [])),
    stranger(true, signed(inside, ofMany(inOrganization))),
  ]
}

/** An outsider whom a policy names: an account, one of its principals, an organisation. */
export const namedOutsider = (inside: Inside, action: string, principal: string): Stranger => {
  const { inOrganization, inAccounts, inArns } = keysOf(inside)
  const account = accountOfPrincipal(principal)
  const accountIs = account === undefined ? ofOne(inAccounts, 'yes') : [account]
  const organization = ofOne(inOrganization, 'unknown')
  return {
    isSigned: true,
    callers: connections(action).map((tls) => ({
      requester: account === undefined ? NOBODY : { kind: 'AWS', arn: principal, account },
      context: {
        'aws:principalorgid': organization,
        'aws:principalorgpaths': organization,
        'aws:principalaccount': accountIs,
        'kms:calleraccount': accountIs,
        'aws:principalarn': ofOne(inArns, 'yes'),
        'aws:principalisawsservice': ['false'],
        'aws:securetransport': [tls],
      },
    })),
  }
}
