/** Who belongs: what is not inside is outside. */
export interface Inside {
  readonly accounts: ReadonlySet<string>
  /** Undefined: a stand-alone account, or an organisation that could not be read (then `isComplete` is false). */
  readonly organizationId: string | undefined
  /** Whether every account that belongs is in `accounts`. Where not, another account may still be inside. */
  readonly isComplete: boolean
}
