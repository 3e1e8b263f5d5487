import type { NodeKind } from '../../../model/trace.ts'

/** Whose credentials a call hands out, by principal id: as the answer says, the caller's own, another's. */
export type Bearer = 'answer' | 'caller' | 'target account' | 'named user' | 'made user'

/** A call that issues credentials or opens a session, and how it is read. */
export interface IssuingKind {
  readonly makes: NodeKind
  readonly bearer: Bearer
  /** How much later than the call the session may say it was created, in seconds; clocks differ by two either way. */
  readonly later: number
  /** Whether the call is joined by principal and time where no key is known. */
  readonly byTime: boolean
  /** Whether only sessions of the console are opened by it. */
  readonly consoleOnly: boolean
}

const session = (
  makes: NodeKind,
  bearer: Bearer,
  over: Partial<IssuingKind> = {},
): IssuingKind => ({
  makes,
  bearer,
  later: 0,
  byTime: true,
  consoleOnly: false,
  ...over,
})

/** How long a console may be opened after its sign-in token was given, in seconds. */
export const TOKEN = 15 * 60

/** Every call that issues, by name of the event (facts/aws.md 6.1). One entry is all that is known of how it is read. */
export const issuingKinds = {
  AssumeRole: session('role-session', 'answer'),
  AssumeRoleWithSAML: session('role-session', 'answer'),
  AssumeRoleWithWebIdentity: session('role-session', 'answer'),
  AssumeRoleForPodIdentity: session('role-session', 'answer'),
  AssumeRoot: session('root-session', 'target account'),
  GetSessionToken: session('role-session', 'caller'),
  GetFederationToken: session('federated-session', 'answer'),
  GetSigninToken: session('console-session', 'caller', { later: TOKEN, consoleOnly: true }),
  ConsoleLogin: session('console-session', 'caller', { consoleOnly: true }),
  SwitchRole: session('console-session', 'caller'),
  CreateAccessKey: session('long-term-key', 'named user', { byTime: false }),
  CreateUser: session('user', 'made user', { byTime: false }),
  CreateLoginProfile: session('console-session', 'named user', { byTime: false }),
  UpdateLoginProfile: session('console-session', 'named user', { byTime: false }),
} as const satisfies Readonly<Record<string, IssuingKind>>

/** Any other call with a key in its answer is read as AssumeRole is. */
export const kindOfCall = (name: string): IssuingKind =>
  (issuingKinds as Readonly<Record<string, IssuingKind>>)[name] ?? issuingKinds.AssumeRole

/** Calls in whose answer a key may be missing, so that a name is what finds them. */
export const issuingNames: readonly string[] = Object.keys(issuingKinds)

/** Whether the calls of a lasting credential: it has no time of creation in later records. */
export const isLasting = (key: string): boolean => key.startsWith('AKIA')
