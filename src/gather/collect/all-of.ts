import pLimit from 'p-limit'

/**
 * Works on all items, so many at once, and answers in their order. The first error stops what has not begun, and is
 * thrown when what is under way has ended: nothing goes on behind the back of who called.
 */
export const allOf = async <T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const limit = pLimit(concurrency)
  let broken: { readonly error: unknown } | undefined
  const results: R[] = []
  await Promise.all(
    items.map((item, i) =>
      limit(async () => {
        if (broken !== undefined) return
        try {
          results[i] = await work(item)
        } catch (error) {
          broken ??= { error }
        }
      }),
    ),
  )
  if (broken !== undefined) throw broken.error
  return results
}
