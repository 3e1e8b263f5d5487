/** Room for bytes: what is read waits until there is some, so that large files are not all held at once. */
export interface Room {
  /** Runs `work` while `bytes` are taken; more than all the room takes all of it. */
  readonly within: <T>(bytes: number, work: () => Promise<T>) => Promise<T>
}

export const roomFor = (all: number): Room => {
  let free = all
  const waiting: { readonly bytes: number; readonly go: () => void }[] = []
  const admit = () => {
    for (let next = waiting[0]; next !== undefined && next.bytes <= free; next = waiting[0]) {
      free -= next.bytes
      waiting.shift()
      next.go()
    }
  }
  return {
    within: async (wanted, work) => {
      const bytes = Math.min(wanted, all)
      await new Promise<void>((go) => {
        waiting.push({ bytes, go })
        admit()
      })
      try {
        return await work()
      } finally {
        free += bytes
        admit()
      }
    },
  }
}
