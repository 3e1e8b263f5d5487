import type { BlindReason } from './coverage.ts'
import type { Instant, Interval } from './time.ts'

/** What a node of the graph of identities is. */
export const nodeKinds = [
  'long-term-key',
  'role-session',
  'federated-session',
  'console-session',
  'root-session',
  'service',
  'workload',
  'person',
  'user',
  'root',
  'outside-account',
  'unknown',
] as const
export type NodeKind = (typeof nodeKinds)[number]

/**
 * How sure a link is. `certain`: the key that was issued is the key in use, and neither creation time nor principal
 * contradicts. `likely`: no record tells the key, but principal and creation time agree. `possible`: by the pattern of
 * a name only, or where records contradict one another.
 */
export const confidences = ['certain', 'likely', 'possible'] as const
export type Confidence = (typeof confidences)[number]

/** One copy of an event, by which anyone can look it up. */
export interface TraceEvidence {
  readonly eventId: string
  /** Whose trail delivered this copy. */
  readonly account: string | null
}

/** A key, a session, or who stands behind one. All text comes from logs: it is hostile. */
export interface TraceNode {
  /** The same for the same identity in every run; safe only as a key of maps. */
  readonly id: string
  readonly kind: NodeKind
  /** For people: a name, `role/session`, an instance id, a key id. */
  readonly label: string
  readonly account: string | null
  readonly arn: string | null
  readonly principalId: string | null
  readonly keyId: string | null
  readonly createdAt: Instant | null
  /** What records tell of it, by name: `SAML subject`, `instance`, `source identity`, `MFA`, `address`... */
  readonly facts: Readonly<Record<string, string>>
  /** Events that it made itself, as far as the lake has them; null where it is no credential. */
  readonly used: {
    readonly count: number
    readonly first: Instant | null
    readonly last: Instant | null
  } | null
}

/** From who caused to what was caused. */
export interface TraceEdge {
  readonly from: string
  readonly to: string
  /** Name of the issuing call; `bears`: a user his key; `is`: a person or workload is behind a session. */
  readonly how: string
  readonly at: Instant | null
  readonly confidence: Confidence
  /** One sentence. */
  readonly because: string
  readonly evidence: readonly TraceEvidence[]
  /** From where the issuing call was made, where a record tells: it sets the thief of a key apart from its owner. */
  readonly address?: string | null
}

/** A step upwards that the logs do not have, and why they do not (R21 to R25): coverage says so, it is not guessed. */
export interface MissingHop {
  readonly node: string
  readonly reason: BlindReason
  readonly sentence: string
  /** The setting or command that would have kept it. */
  readonly setting: string
}

/** Records that contradict one another about one credential: nobody is joined by them beyond `possible`. */
export interface TraceConflict {
  readonly node: string
  readonly sentence: string
  readonly evidence: readonly TraceEvidence[]
}

/** Where a chain ends: the person or workload behind it, or the last that is known. */
export interface TraceRoot {
  readonly node: string
  /** The weakest link on the way; `null` where the node is where the trail of it is lost. */
  readonly confidence: Confidence | null
}

/** Who is behind a key or session, and everything that derives from it. */
export interface Trace {
  readonly subject: string
  /** Whether the subject was seen at all (R28): if not, nothing follows from the emptiness of the rest. */
  readonly seen: boolean
  /** Names that were perhaps meant, where it was not seen. */
  readonly near: readonly string[]
  /** The nodes that the subject is: a key id may have several bearers, a role has many sessions. */
  readonly starts: readonly string[]
  /** The starts and all above and below them, by time. */
  readonly nodes: readonly TraceNode[]
  /** Above the starts and below them, by time. */
  readonly edges: readonly TraceEdge[]
  /** Where the chains above the starts end: people first, then what runs, then what is lost. */
  readonly roots: readonly TraceRoot[]
  readonly missing: readonly MissingHop[]
  readonly conflicts: readonly TraceConflict[]
  /** Nodes below the starts, by time. */
  readonly derived: readonly string[]
  /** What keeps it from being whole, one sentence each. */
  readonly notes: readonly string[]
  /** Keys of sessions that were issued under the name and made no recorded call: they are not followed. */
  readonly idle?: readonly string[]
  /** Sessions that bear the bare name by which a user or role was given: they are not meant. */
  readonly namesakes?: readonly string[]
}

/** Whom `trace` is asked about, as written: an access key id, an ARN, `AROA...:session`, a unique id. */
export interface TraceSubject {
  readonly text: string
  /** Only the session in use at this instant. */
  readonly at?: Instant
  /** Only sessions in use in this time. */
  readonly window?: Interval
}

/** A session as an event shows it (columns of the lake): what `actorsOf` is asked about. */
export interface SessionRef {
  /** access_key_id */
  readonly key: string | null
  /** principal_id */
  readonly principalId: string | null
  /** session_created_at */
  readonly createdAt: Instant | null
  /** identity_arn */
  readonly arn: string | null
  /**
   * When it was seen in use, at the first and at the last, both included. A temporary key is then looked for within one
   * longest session of that, and not in all of the lake.
   */
  readonly seen?: { readonly from: Instant; readonly to: Instant } | undefined
}

/** The person or workload behind a session; `known: false` where the chain is lost on the way. */
export interface Actor {
  readonly known: boolean
  readonly kind: NodeKind
  readonly label: string
  readonly node: string
  readonly confidence: Confidence | null
  /** How it is known, or why it is not, in one sentence. */
  readonly because: string
  /**
   * A lasting key on the way that the actor made for another: whoever has a copy of it acts as it, so that the actor is
   * where it came from, and need not be who used it.
   */
  readonly through: { readonly key: string; readonly bearer: string | null } | null
  readonly facts: Readonly<Record<string, string>>
  /** The calls on the way, from the session up. */
  readonly evidence: readonly TraceEvidence[]
}

/** Why a session of a role cannot be attributed to one person or workload (facts/aws.md 6.3). */
export const opacities = [
  'issuing call not recorded',
  'caller outside the accounts read',
  'contradicting records',
  'chain lost further up',
] as const
export type Opacity = (typeof opacities)[number]

/** Over a lake, what its sessions say of one role: how many lead to one person or workload, and why others do not. */
export interface RoleAttribution {
  /** ARN with the path where a record tells it, else `arn:aws:iam::A:role/NAME`. */
  readonly role: string
  readonly account: string | null
  /** But for those that began before the logs do. */
  readonly sessions: number
  /** Sessions whose chain is lost where the logs begin: they say nothing of how the role is used, and are not counted. */
  readonly begunBefore: number
  /** With `certain` or `likely` links all the way up. */
  readonly attributed: number
  readonly lost: Readonly<Record<Opacity, number>>
  /** Sessions that were issued to a service of AWS: they set no source identity (facts/aws.md 6.4). */
  readonly byServices: number
  /** Sessions opened by SwitchRole in the console, which cannot set a source identity. */
  readonly bySwitchRole: number
  /** Sessions that bear a source identity. */
  readonly withSourceIdentity: number
  /** Session names borne by sessions of more than one caller, the commonest first, at most 20. */
  readonly sharedNames: readonly {
    readonly name: string
    readonly sessions: number
    readonly callers: number
  }[]
  /** Sessions whose name is what a tool gives by default, or that its name does not tell apart (facts/aws.md 6.2). */
  readonly defaultNames: number
  /**
   * One user or workload behind sessions of several names that differ in more than numbers: a broker, so that the name
   * alone tells who it was. At most 20.
   */
  readonly brokers: readonly {
    readonly caller: string
    readonly names: number
    readonly sessions: number
  }[]
  /** Event ids that show it: of issuing calls, at most 5. */
  readonly examples: readonly TraceEvidence[]
}
