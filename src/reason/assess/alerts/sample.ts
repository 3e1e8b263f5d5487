import type { Scope, Ternary } from '../../../model/scope.ts'

/**
 * An event as it would be recorded, to try filters and rules on. A member that is left out is not known; one that is
 * `null` is known to be absent.
 */
export interface Sample {
  /** Words for people: `StopLogging`, `a root sign-in`. */
  readonly name: string
  readonly record: Readonly<Record<string, unknown>>
}

/** A value of a sample by its path. */
export type Found = { readonly known: unknown } | 'absent' | 'unknown'

export const memberOf = (value: unknown, path: readonly string[]): Found => {
  let current = value
  for (const name of path) {
    if (current === null) return 'absent'
    if (typeof current !== 'object' || current === undefined) return 'unknown'
    current = (current as Record<string, unknown>)[name]
  }
  return current === undefined ? 'unknown' : current === null ? 'absent' : { known: current }
}

const scopes = new WeakMap<Sample, Scope>()

/** The class of events that a sample stands for, as selectors name it. */
export const scopeOf = (sample: Sample): Scope => {
  const { record } = sample
  const scope = scopes.get(sample) ?? {
    boxes: [
      {
        fields: {
          eventCategory: { Equals: ['Management'] },
          eventSource: { Equals: [String(record.eventSource)] },
          eventName: { Equals: [String(record.eventName)] },
          readOnly: { Equals: [String(record.readOnly ?? false)] },
        },
      },
    ],
  }
  scopes.set(sample, scope)
  return scope
}

/** A call that changes something and succeeds. */
export const changeOf = (
  service: string,
  eventName: string,
  more: Readonly<Record<string, unknown>> = {},
): Sample => ({
  name: eventName,
  record: {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    readOnly: false,
    managementEvent: true,
    errorCode: null,
    errorMessage: null,
    ...more,
  },
})

export const ternary = (value: boolean): Ternary => (value ? 'yes' : 'no')
