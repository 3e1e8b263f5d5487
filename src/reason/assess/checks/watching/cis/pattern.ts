/** The metric filter of the benchmark for a list of calls of one service. */
export const patternOf = (service: string, calls: readonly string[]): string =>
  `{ ($.eventSource = ${service}.amazonaws.com) && (${calls.map((call) => `($.eventName = ${call})`).join(' || ')}) }`
