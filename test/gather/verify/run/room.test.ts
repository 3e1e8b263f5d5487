import { expect, test } from 'vitest'
import { roomFor } from '../../../../src/gather/verify/run/room.ts'

/** Work that ends when it is told to. */
const task = () => {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { ended, end: () => end() }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('what does not fit waits until there is room, in the order in which it came', async () => {
  const room = roomFor(10)
  const begun: string[] = []
  const [a, b, c] = [task(), task(), task()]
  const run = (name: string, bytes: number, { ended }: { ended: Promise<void> }) =>
    room.within(bytes, async () => {
      begun.push(name)
      await ended
    })
  const all = [run('a', 6, a), run('b', 6, b), run('c', 4, c)]
  await turn()
  expect(begun).toEqual(['a'])
  a.end()
  await turn()
  expect(begun).toEqual(['a', 'b', 'c'])
  b.end()
  c.end()
  await Promise.all(all)
})

test('what is larger than the room takes all of it, and what fails gives its room back', async () => {
  const room = roomFor(10)
  const large = task()
  const begun: string[] = []
  const first = room.within(100, async () => {
    await large.ended
    throw new Error('failed')
  })
  const second = room.within(1, async () => void begun.push('second'))
  await turn()
  expect(begun).toEqual([])
  large.end()
  await expect(first).rejects.toThrow('failed')
  await second
  expect(begun).toEqual(['second'])
})
