import type { NodeKind } from '../trace.ts'

/** Whose credentials a call hands out, by principal id: as the answer says, the caller's own, another's. */
export type Bearer = 'answer' | 'caller' | 'target account' | 'named user' | 'made user'

/** What a call hands out, which says how it is followed to what was done with it (R12). */
export type Given =
  | 'session'
  | 'console'
  | 'switched session'
  | 'signed-in session'
  | 'access key'
  | 'user'
  | 'password'

/** A call that issues credentials or opens a session: all that is known of how it is read. */
export interface IssuingCall {
  readonly eventSource: string
  readonly gives: Given
  readonly makes: NodeKind
  readonly bearer: Bearer
  /** Who its record names as the caller: who made it, who came with a token alone, or the session that it opened. */
  readonly toldBy: 'maker' | 'outsider' | 'session'
  /** A session ends by itself (at most 36 hours); a lasting credential does not (R13). */
  readonly lifetime: 'session' | 'lasting'
  /** `userIdentity.type` of the sessions for which the call is missed where no record of it is known. */
  readonly missedBy: readonly string[]
  /** How much later than the call the session may say it was created, in seconds; clocks differ by two either way. */
  readonly later: number
  /** Whether the call is joined by principal and time where no key is known. */
  readonly byTime: boolean
  /** Whether only sessions of the console are opened by it. */
  readonly consoleOnly: boolean
}

const STS = 'sts.amazonaws.com'
const IAM = 'iam.amazonaws.com'
const SIGNIN = 'signin.amazonaws.com'
/** A node of EKS fetches the credentials of its pods with its own (facts/aws.md 6.2). */
const EKS_AUTH = 'eks-auth.amazonaws.com'

/** How long a console may be opened after its sign-in token was given, in seconds. */
export const TOKEN = 15 * 60

const role: IssuingCall = {
  eventSource: STS,
  gives: 'session',
  makes: 'role-session',
  bearer: 'answer',
  toldBy: 'maker',
  lifetime: 'session',
  missedBy: [],
  later: 0,
  byTime: true,
  consoleOnly: false,
}

const console: IssuingCall = {
  ...role,
  eventSource: SIGNIN,
  makes: 'console-session',
  bearer: 'caller',
}

const lasting: IssuingCall = {
  ...role,
  eventSource: IAM,
  bearer: 'named user',
  lifetime: 'lasting',
  byTime: false,
}

const password: IssuingCall = { ...lasting, gives: 'password', makes: 'console-session' }

/** Every call that issues, by name of the event (facts/aws.md 6.1, 6.2): the one place that says how each is read. */
export const issuingCalls = {
  AssumeRole: { ...role, missedBy: ['AssumedRole'] },
  AssumeRoleWithSAML: { ...role, toldBy: 'outsider', missedBy: ['AssumedRole'] },
  AssumeRoleWithWebIdentity: { ...role, toldBy: 'outsider', missedBy: ['AssumedRole'] },
  AssumeRoot: { ...role, makes: 'root-session', bearer: 'target account', missedBy: ['Root'] },
  GetFederationToken: { ...role, makes: 'federated-session', missedBy: ['FederatedUser'] },
  GetSessionToken: { ...role, bearer: 'caller', missedBy: ['IAMUser', 'Root'] },
  GetSigninToken: { ...console, gives: 'console', later: TOKEN, consoleOnly: true },
  ConsoleLogin: {
    ...console,
    gives: 'signed-in session',
    toldBy: 'session',
    missedBy: ['IAMUser', 'Root'],
    consoleOnly: true,
  },
  SwitchRole: { ...console, gives: 'switched session', toldBy: 'session' },
  AssumeRoleForPodIdentity: { ...role, eventSource: EKS_AUTH },
  CreateAccessKey: { ...lasting, gives: 'access key', makes: 'long-term-key' },
  CreateLoginProfile: password,
  CreateUser: { ...lasting, gives: 'user', makes: 'user', bearer: 'made user' },
  UpdateLoginProfile: password,
} as const satisfies Readonly<Record<string, IssuingCall>>

/** By name; undefined for any other call. */
export const issuingCall = (name: string): IssuingCall | undefined =>
  Object.hasOwn(issuingCalls, name)
    ? (issuingCalls as Readonly<Record<string, IssuingCall>>)[name]
    : undefined

/** Names of the calls of which something holds. */
export const issuingNames = (is: (call: IssuingCall) => boolean = () => true): readonly string[] =>
  Object.entries(issuingCalls).flatMap(([name, call]) => (is(call) ? [name] : []))

/**
 * Calls of IAM that make or wake a credential whose calls no record ties to it: SSH keys, certificates, passwords of
 * single services, a key that was shut (facts/aws.md 6.1). They are no part of any chain.
 */
export const unfollowedIssuingCalls: readonly string[] = [
  'CreateServiceSpecificCredential',
  'ResetServiceSpecificCredential',
  'UpdateAccessKey',
  'UpdateSSHPublicKey',
  'UpdateServiceSpecificCredential',
  'UpdateSigningCertificate',
  'UploadSSHPublicKey',
  'UploadSigningCertificate',
]
