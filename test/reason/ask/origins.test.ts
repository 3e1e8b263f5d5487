import { expect, test } from 'vitest'
import { originsOf } from '../../../src/reason/ask/origins.ts'

const row = (address: string | null, second: number, action: string = String(second)) => ({
  source_ip_address: address,
  event_time: second * 1_000_000,
  action,
})

test('where events came from: the busiest first, each action once, none where the record is silent', () => {
  const rows = [
    row('10.0.0.2', 5),
    row('10.0.0.1', 9),
    row('10.0.0.1', 1),
    row('10.0.0.3', 7, 'same'),
    row('10.0.0.3', 7, 'same'),
    row(null, 3),
  ]
  const at = (second: number) => `1970-01-01T00:00:0${second}Z`
  expect(originsOf(rows)).toEqual([
    { address: '10.0.0.1', count: 2, first: at(1), last: at(9) },
    { address: '10.0.0.2', count: 1, first: at(5), last: at(5) },
    { address: '10.0.0.3', count: 1, first: at(7), last: at(7) },
  ])
})

test('no more than twenty addresses', () => {
  expect(originsOf(Array.from({ length: 30 }, (_, i) => row(`10.0.0.${i}`, i % 9)))).toHaveLength(
    20,
  )
})
