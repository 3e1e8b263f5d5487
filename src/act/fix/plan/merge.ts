import type { Desired, DesiredOf } from '../../../model/desired.ts'

const topics = (a: DesiredOf<'topic'>, b: DesiredOf<'topic'>): Desired => ({
  ...b,
  state: a.state,
  subscriptions: [
    ...a.subscriptions,
    ...b.subscriptions.filter(
      (s) => !a.subscriptions.some((t) => t.protocol === s.protocol && t.endpoint === s.endpoint),
    ),
  ],
})

/**
 * Two wishes for the same thing as one: the later was made from a snapshot that holds the earlier, so that it stands;
 * of a bucket members that it leaves out are kept, and of a topic its subscribers. What is new stays new.
 */
export const merged = (earlier: Desired, later: Desired): Desired => {
  if (earlier.kind === 'topic' && later.kind === 'topic') return topics(earlier, later)
  if (earlier.kind === 'bucket' && later.kind === 'bucket')
    return { ...earlier, ...later, state: earlier.state }
  return { ...later, state: earlier.state }
}
