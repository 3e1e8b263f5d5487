import type { Bill } from './bill.ts'
import type { Range } from './range.ts'
import type { Box, Scope, Ternary } from './scope.ts'
import type { Selectors } from './selector.ts'
import type { TrailConfig } from './snapshot.ts'
import type { EventClass } from './volume.ts'

/** What a proposal says of a trail beside its selectors; what is absent stays as it is, of a new trail the default. */
export interface ProposedSettings extends Partial<TrailConfig> {
  readonly isLogging?: boolean
}

/** One trail or event data store, as a file proposes it. */
export interface ProposedRecorder {
  readonly kind: 'trail' | 'event-data-store'
  /** As the file names it: a name, an ARN, or the logical id where no name is given; null for bare selectors. */
  readonly name: string | null
  /** Whether the name is that of AWS; a logical id can match no trail that is there. */
  readonly isNamed: boolean
  /** Where in the file: `audit.yaml: AuditTrail (AWS::CloudTrail::Trail)`. */
  readonly place: string
  /** The whole list, which replaces that in force. Absent: the file says nothing of selectors. */
  readonly selectors?: Selectors
  readonly settings: ProposedSettings
  /** Absent: nothing is said. */
  readonly insights?: readonly { readonly type: string; readonly categories: readonly string[] }[]
  /** Whether it is made at all depends on what the file does not say (a condition, a count). */
  readonly isConditional?: boolean
}

/** What a file proposes. Read by `readProposal` (reason/price/propose/read.ts). */
export interface Proposal {
  readonly source: string
  readonly format: 'aws-json' | 'cloudformation' | 'terraform'
  readonly recorders: readonly ProposedRecorder[]
  /** Names or ARNs of trails that are to go: `"Remove": [...]` in AWS JSON, or given beside the file. */
  readonly removed: readonly string[]
  /** What was assumed or left out. Sentences. */
  readonly notes: readonly string[]
}

/**
 * What becomes of a recorder. `replaces`: one of that name or ARN is there, and takes these selectors and settings in the
 * place of its own. `adds`: none is there. `removes`: it is there, and goes. `keeps`: it is there, exactly so.
 */
export const effectKinds = ['replaces', 'adds', 'removes', 'keeps'] as const
export type EffectKind = (typeof effectKinds)[number]

export interface ProposedEffect {
  readonly kind: EffectKind
  /** ARN; of a new recorder the ARN that it would have. */
  readonly recorder: string
  /** Where the file says so. */
  readonly place: string
  /** One sentence: `Trail audit (…): its selectors are replaced by the 3 of audit.yaml`. */
  readonly sentence: string
  readonly before: Selectors | null
  readonly after: Selectors | null
  /** Likely mistakes in the proposed selectors (reason/selectors/warnings), sentences. */
  readonly warnings: readonly string[]
}

/**
 * Something that needs events: a part of a question, a check, a detection. Rooms do not know each other, so whoever asks
 * gives them in.
 */
export interface Need {
  readonly kind: 'question' | 'check' | 'detection'
  readonly id: string
  /** Name of the part, of a question that has several. */
  readonly part: string | null
  /** For people: `Who read the objects of bucket payroll?` */
  readonly sentence: string
  /** What must be recorded. A box without `account` is asked of every account that is known. */
  readonly scope: Scope
}

/** `answerable`: everything is surely recorded. `blind`: some of it surely is not. `unknown`: AWS or the set-up does not say. */
export type Standing = 'answerable' | 'blind' | 'unknown'

export interface NeedChange {
  readonly need: Need
  readonly before: Standing
  readonly after: Standing
  /**
   * `answerable` and `blind`: it becomes so. `narrower`: it was blind or unknown before, and more of it will not be
   * recorded. `wider`: still not answerable, but more of it will be recorded.
   */
  readonly change: 'becomes-answerable' | 'becomes-blind' | 'becomes-unknown' | 'narrower' | 'wider'
  /** What of it will not be recorded for sure; of one that becomes answerable, what was not. At most 50 boxes. */
  readonly residual: readonly Box[]
  /** Boxes that are not listed. */
  readonly more: number
}

/** Events alike, of which something was recorded and nothing would be, or the other way round. */
export interface EventGroup {
  readonly account: string
  readonly region: string
  readonly class: EventClass
  readonly type: string | null
  readonly resource: string | null
  readonly principal: string | null
  readonly eventSource: string | null
  readonly eventName: string | null
  /** Events a month. */
  readonly events: Range
  /** `yes`: surely lost. `unknown`: perhaps, since AWS or the set-up does not say. */
  readonly lost: Exclude<Ternary, 'no'>
}

/** Events a month that a trail records, as far as they are in the lake or were counted elsewhere. */
export interface RecordedCount {
  readonly trail: string
  readonly class: EventClass
  readonly before: Range
  readonly after: Range
  /** Whether it would record events that nobody has counted as well: then `after` is the least of it. */
  readonly isAtLeast: boolean
}

/** One event of the lake that would have been lost. */
export interface EventSample {
  readonly eventId: string
  readonly eventTime: number
  readonly account: string
  readonly region: string
  readonly eventSource: string
  readonly eventName: string
  readonly resource: string | null
  readonly principal: string | null
}

/** What recording would cost and hold as proposed, the same events replayed. */
export interface WhatIf {
  readonly proposal: Proposal
  readonly effects: readonly ProposedEffect[]
  readonly before: Bill
  readonly after: Bill
  /** US dollars a month that are saved; negative where it costs more. Lines that do not change cancel out. */
  readonly saving: Range
  readonly recorded: readonly RecordedCount[]
  readonly lost: {
    /** Events a month that something records now and nothing would. */
    readonly events: Range
    /** The largest groups, at most 50; the others are in `events`. */
    readonly groups: readonly EventGroup[]
    readonly more: number
    readonly samples: readonly EventSample[]
    /** What would be lost, seen or not: recorded now for sure and not then. At most 50 boxes. */
    readonly scope: readonly Box[]
    readonly scopeMore: number
  }
  /** Only what changes. */
  readonly needs: readonly NeedChange[]
  readonly notes: readonly string[]
}
