import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statementOf } from '../../src/model/policy.ts'
import type { Ternary } from '../../src/model/scope.ts'
import { allows } from '../../src/reason/policies/allows.ts'
import { glob, globBelow, globsMeet } from '../../src/reason/policies/glob.ts'
import { outsiders } from '../../src/reason/policies/outsiders.ts'
import type { Request } from '../../src/reason/policies/request.ts'

/** A small world of policies, in which everything can be tried. */
const ACCOUNTS = ['111111111111', '222222222222', '888888888888']
const ACTIONS = ['s3:GetObject', 's3:PutObject']
const KEYS = ['arn:aws:s3:::b/a', 'arn:aws:s3:::b/logs/a']
const ORGANIZATIONS = ['o-ours', 'o-theirs']

interface Caller {
  readonly account: string
  readonly organization: string | undefined
  readonly mfa: 'true' | 'false'
}

type Json = Record<string, unknown>

const condition: fc.Arbitrary<Json | undefined> = fc.option(
  fc
    .oneof(
      fc.record({
        operator: fc.constantFrom(
          'StringEquals',
          'StringNotEquals',
          'StringLike',
          'StringEqualsIfExists',
          'StringNotEqualsIfExists',
        ),
        key: fc.constantFrom('aws:PrincipalOrgID', 'AWS:PRINCIPALORGID'),
        values: fc.subarray([...ORGANIZATIONS, 'o-*'], { minLength: 1 }),
      }),
      fc.record({
        operator: fc.constantFrom('Null', 'Bool', 'BoolIfExists'),
        key: fc.constantFrom('aws:MultiFactorAuthPresent'),
        values: fc.subarray(['true', 'false'], { minLength: 1, maxLength: 1 }),
      }),
      fc.record({
        operator: fc.constantFrom('StringEquals', 'StringNotLike'),
        key: fc.constantFrom('aws:PrincipalAccount'),
        values: fc.subarray([...ACCOUNTS, '1*'], { minLength: 1 }),
      }),
    )
    .map(({ operator, key, values }) => ({ [operator]: { [key]: values } })),
  { nil: undefined },
)

const statement: fc.Arbitrary<Json> = fc
  .record({
    effect: fc.constantFrom('Allow', 'Deny'),
    principal: fc.oneof(
      fc.constant('*'),
      fc.subarray(ACCOUNTS, { minLength: 1 }).map((AWS) => ({ AWS })),
      fc.constantFrom(...ACCOUNTS).map((a) => ({ AWS: `arn:aws:iam::${a}:root` })),
    ),
    isNotAction: fc.boolean(),
    action: fc.subarray([...ACTIONS, 'S3:get*', '*'], { minLength: 1 }),
    resource: fc.subarray([...KEYS, 'arn:aws:s3:::b/*', 'arn:aws:s3:::b/l??s/*'], { minLength: 1 }),
    condition,
  })
  .map(({ effect, principal, isNotAction, action, resource, condition: when }) => ({
    Effect: effect,
    Principal: principal,
    [isNotAction ? 'NotAction' : 'Action']: action,
    Resource: resource,
    ...(when === undefined ? {} : { Condition: when }),
  }))

const caller: fc.Arbitrary<Caller> = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  organization: fc.option(fc.constantFrom(...ORGANIZATIONS), { nil: undefined }),
  mfa: fc.constantFrom('true', 'false'),
})

const requestOf = (who: Caller, action: string, resource: string): Request => ({
  requester: { kind: 'AWS', arn: `arn:aws:iam::${who.account}:user/u`, account: who.account },
  action,
  resource,
  context: {
    'aws:principalorgid': who.organization === undefined ? [] : [who.organization],
    'aws:principalaccount': [who.account],
    'aws:multifactorauthpresent': [who.mfa],
  },
})

/** Another evaluator of the same small language, as plain as can be. */
const like = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    's',
  ).test(text)

const holds = (operator: string, had: string | undefined, values: readonly string[]): boolean => {
  if (operator === 'Null') return values.includes(String(had === undefined))
  if (had === undefined) return operator.endsWith('IfExists') || operator.includes('Not')
  const base = operator.replace('IfExists', '')
  const any = values.some((v) => (base.endsWith('Like') ? like(v, had) : v === had))
  return base.includes('Not') ? !any : any
}

const speaksOf = (s: Json, who: Caller, action: string, resource: string): boolean => {
  const principals = s.Principal === '*' ? ['*'] : [(s.Principal as Json).AWS].flat().map(String)
  const names = (list: unknown): boolean =>
    (list as string[]).some((a) => like(a.toLowerCase(), action.toLowerCase()))
  const had: Record<string, string | undefined> = {
    'aws:principalorgid': who.organization,
    'aws:principalaccount': who.account,
    'aws:multifactorauthpresent': who.mfa,
  }
  return (
    principals.some((p) => p === '*' || p.includes(who.account)) &&
    (s.Action === undefined ? !names(s.NotAction) : names(s.Action)) &&
    (s.Resource as string[]).some((r) => like(r, resource)) &&
    Object.entries((s.Condition ?? {}) as Record<string, Record<string, string[]>>).every(
      ([operator, keys]) =>
        Object.entries(keys).every(([key, values]) =>
          holds(operator, had[key.toLowerCase()], values),
        ),
    )
  )
}

const bruteForce = (policy: readonly Json[], who: Caller, action: string, resource: string) => {
  const by = (effect: string): boolean =>
    policy.some((s) => s.Effect === effect && speaksOf(s, who, action, resource))
  return !by('Deny') && by('Allow')
}

const policies = fc.array(statement, { maxLength: 4 })
const call = fc.record({
  who: caller,
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...KEYS),
})

test('a request of which everything is known is judged as by an independent evaluator', () => {
  fc.assert(
    fc.property(policies, call, (policy, { who, action, resource }) => {
      const says = allows(policy.map(statementOf), requestOf(who, action, resource))
      expect(says).toBe(bruteForce(policy, who, action, resource) ? 'yes' : 'no')
    }),
    { numRuns: 5_000 },
  )
})

const rank: Record<Ternary, number> = { no: 0, unknown: 1, yes: 2 }

test('adding a Deny never makes a request more allowed', () => {
  fc.assert(
    fc.property(policies, statement, call, (policy, more, { who, action, resource }) => {
      const request = requestOf(who, action, resource)
      const before = allows(policy.map(statementOf), request)
      const after = allows([...policy, { ...more, Effect: 'Deny' }].map(statementOf), request)
      expect(rank[after]).toBeLessThanOrEqual(rank[before])
    }),
    { numRuns: 2_000 },
  )
})

test('what is not known makes an answer unknown or leaves it as it is', () => {
  fc.assert(
    fc.property(
      policies,
      call,
      fc.constantFrom('aws:principalorgid', 'aws:principalaccount'),
      (policy, { who, action, resource }, hidden) => {
        const request = requestOf(who, action, resource)
        const { [hidden]: _, ...context } = request.context
        const whole = allows(policy.map(statementOf), request)
        expect(['unknown', whole]).toContain(
          allows(policy.map(statementOf), { ...request, context }),
        )
      },
    ),
    { numRuns: 2_000 },
  )
})

/** Nobody of ours: accounts 1 and 2 are in o-ours; 8 is a stranger, in another organisation or none. */
const inside = {
  accounts: new Set(['111111111111', '222222222222']),
  organizationId: 'o-ours',
  isComplete: true,
}
const stranger = fc.record({
  account: fc.constantFrom('888888888888'),
  organization: fc.option(fc.constantFrom('o-theirs'), { nil: undefined }),
  mfa: fc.constantFrom('true' as const, 'false' as const),
})

test('no stranger who is let in is missed by outsiders', () => {
  fc.assert(
    fc.property(policies, stranger, (policy, who) => {
      const letIn = KEYS.some((resource) => bruteForce(policy, who, 's3:GetObject', resource))
      if (letIn) expect(outsiders({ Statement: policy }, inside)).not.toEqual([])
    }),
    { numRuns: 5_000 },
  )
})

test('a certain outsider can be let in by some request', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const named = outsiders({ Statement: policy }, inside, { actions: ['s3:GetObject'] })
      for (const { principal, certain } of named) {
        if (!certain) continue
        const accounts =
          principal === '*' ? ['888888888888', '777777777777', '133333333333'] : [principal]
        const account = accounts.map((a) => /\d{12}/.exec(a)?.[0] ?? '777777777777')
        const tried = account.flatMap((a) =>
          (['true', 'false'] as const).flatMap((mfa) =>
            [undefined, 'o-theirs', 'o-others', principal].flatMap((organization) =>
              [
                'arn:aws:s3:::b/a',
                'arn:aws:s3:::b/logs/a',
                'arn:aws:s3:::b/z',
                'arn:aws:s3:::b/lxxs/z',
              ].map((r) =>
                bruteForce(policy, { account: a, organization, mfa }, 's3:GetObject', r),
              ),
            ),
          ),
        )
        expect(tried, JSON.stringify({ policy, principal })).toContain(true)
      }
    }),
    { numRuns: 5_000 },
  )
})

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 })
const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 })

test('a pattern matches what its regular expression matches', () => {
  fc.assert(
    fc.property(pattern, text, (p, t) => {
      expect(glob(p, t)).toBe(like(p, t))
    }),
    { numRuns: 5_000 },
  )
})

test('a pattern takes in all, none or some of the texts that begin so', () => {
  const seen = { yes: 0, no: 0, unknown: 0 }
  fc.assert(
    fc.property(pattern, text, (p, beginning) => {
      const says = globBelow(p, beginning)
      seen[says] += 1
      const ends = ['', 'a', 'b', 'ab', 'ba', 'zz', 'abab', p.replace(/[*?]/g, 'a')]
      const had = [...ends, ...ends.map((e) => e.slice(beginning.length))].map((end) =>
        like(p, beginning + end),
      )
      if (says === 'yes') expect(had).not.toContain(false)
      if (says === 'no') expect(had).not.toContain(true)
      if (says === 'unknown' && !p.includes('?')) expect(had).toContain(false)
    }),
    { numRuns: 5_000 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})

test('patterns meet when a text matches both', () => {
  const words = ['', 'a', 'b'].flatMap((a) =>
    ['', 'a', 'b'].flatMap((b) =>
      ['', 'a', 'b'].flatMap((c) => ['', 'a', 'b'].map((d) => a + b + c + d)),
    ),
  )
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      const met = words.some((w) => like(a, w) && like(b, w))
      if (met) expect(globsMeet(a, b)).toBe(true)
      if (a.length + b.length <= 4) expect(globsMeet(a, b)).toBe(met)
    }),
    { numRuns: 5_000 },
  )
})
