/** Room for bytes, or for objects: what wants some waits until there is, so that not all is held at once. */
export interface Room {
  /** Runs `work` while `amount` are taken; more than all the room takes all of it. */
  readonly within: <T>(amount: number, work: () => Promise<T>) => Promise<T>
}

export const roomFor = (all: number): Room => {
  let free = all
  const waiting: { readonly amount: number; readonly go: () => void }[] = []
  const admit = () => {
    for (let next = waiting[0]; next !== undefined && next.amount <= free; next = waiting[0]) {
      free -= next.amount
      waiting.shift()
      next.go()
    }
  }
  return {
    within: async (wanted, work) => {
      const amount = Math.min(wanted, all)
      await new Promise<void>((go) => {
        waiting.push({ amount, go })
        admit()
      })
      try {
        return await work()
      } finally {
        free += amount
        admit()
      }
    },
  }
}
