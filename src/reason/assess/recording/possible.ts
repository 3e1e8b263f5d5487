import type { Box } from '../../../model/scope.ts'

/** Sources of events are host names in small letters: a spelling that differs in case only is no event. */
export const isPossible = ({ fields: { eventSource } }: Box): boolean =>
  eventSource?.Equals === undefined ||
  eventSource.StartsWith !== undefined ||
  eventSource.EndsWith !== undefined ||
  eventSource.Equals.some((source) => source === source.toLowerCase())
