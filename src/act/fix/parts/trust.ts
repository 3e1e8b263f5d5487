import { statementOf } from '../../../model/policy.ts'
import { actionMatches } from '../../../reason/policies/allows.ts'
import { wholeAccount } from '../../../reason/policies/principal.ts'

/** A statement or policy as it came. */
export type Document = Readonly<Record<string, unknown>>

const SET = 'sts:SetSourceIdentity'
const ASSUMING = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML']

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Statements of a policy; what is no statement is left out, as AWS would not have taken it. */
export const statementsIn = (policy: Document): readonly Document[] =>
  [policy.Statement ?? []].flat().filter(isDocument)

/** Whether a statement lets someone take the role, by a call that can bear a source identity. */
export const letsTake = (statement: Document): boolean => {
  const { effect, actions = [] } = statementOf(statement)
  return effect === 'Allow' && ASSUMING.some((call) => actions.some((a) => actionMatches(a, call)))
}

/** People come as users, as whole accounts, by SAML; services and other roles do not bring an identity of their own. */
const isPerson = (kind: string, name: string): boolean =>
  kind === 'Federated'
    ? name.includes(':saml-provider/')
    : kind === 'AWS' &&
      (name === '*' || wholeAccount(name) !== undefined || name.includes(':user/'))

type Principals = Readonly<Record<string, readonly string[]>>

const onlyThose = (
  principals: Principals,
  wanted: (kind: string, name: string) => boolean,
): Principals =>
  Object.fromEntries(
    Object.entries(principals)
      .map(([kind, names]) => [kind, names.filter((name) => wanted(kind, name))] as const)
      .filter(([, names]) => names.length > 0),
  )

/** Services set no source identity, and nothing has to let them. */
const isService = (statement: Document): boolean =>
  Object.keys(statementOf(statement).principals ?? {}).every((kind) => kind === 'Service')

/** With the right to set a source identity, which whoever bears one already needs to come in. */
const settable = (statement: Document): Document => {
  const actions = [statement.Action ?? []].flat().map(String)
  return isService(statement) || actions.some((a) => actionMatches(a, SET))
    ? statement
    : { ...statement, Action: [...actions, SET] }
}

/** A policy in which everyone who may take the role may bear a source identity: the first step, which shuts nobody out. */
export const allowing = (policy: Document): Document => ({
  ...policy,
  Statement: statementsIn(policy).map((s) => (letsTake(s) ? settable(s) : s)),
})

type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const conditionOf = (statement: Document): Condition =>
  isDocument(statement.Condition) ? (statement.Condition as Condition) : {}

/** With one more condition; one on the same key is left as it is. */
const under = (statement: Document, operator: string, key: string, value: string): Document => {
  const condition = conditionOf(statement)
  const keys = statementOf(statement).conditions.filter(
    (c) => c.operator === operator.toLowerCase() && c.key === key.toLowerCase(),
  )
  return keys.length > 0
    ? statement
    : {
        ...statement,
        Condition: { ...condition, [operator]: { ...condition[operator], [key]: value } },
      }
}

/** The statement for people and the one for all others, of which only the first is asked for more. */
const split = (
  statement: Document,
  wanted: (kind: string, name: string) => boolean,
  change: (statement: Document) => Document,
): readonly Document[] => {
  const { principals } = statementOf(statement)
  if (principals === undefined) return [statement]
  const people = onlyThose(principals, wanted)
  const others = onlyThose(principals, (kind, name) => !wanted(kind, name))
  if (Object.keys(people).length === 0) return [statement]
  if (Object.keys(others).length === 0) return [change(statement)]
  const sid = typeof statement.Sid === 'string' ? { Sid: `${statement.Sid}People` } : {}
  return [{ ...statement, Principal: others }, change({ ...statement, ...sid, Principal: people })]
}

const changed = (
  policy: Document,
  wanted: (kind: string, name: string) => boolean,
  change: (statement: Document) => Document,
): Document => ({
  ...policy,
  Statement: statementsIn(policy).flatMap((s) => (letsTake(s) ? split(s, wanted, change) : [s])),
})

/** A policy that lets people in only with a source identity: the last step. */
export const requiring = (policy: Document): Document =>
  changed(allowing(policy), isPerson, (s) => under(s, 'StringLike', 'sts:SourceIdentity', '*'))

/** A policy that trusts whole accounts only as long as they belong to the organisation. */
export const withinOrganization = (
  policy: Document,
  organizationId: string,
  isMember: (account: string) => boolean,
): Document =>
  changed(
    policy,
    (kind, name) => kind === 'AWS' && (name === '*' || isMember(wholeAccount(name) ?? '')),
    (s) => under(s, 'StringEquals', 'aws:PrincipalOrgID', organizationId),
  )
