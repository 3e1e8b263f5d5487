import { expect, test } from 'vitest'
import { denied, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { isSelected, worksEverywhere } from '../../../src/show/assess/selection.ts'
import { findingOf } from './given.ts'

const everywhere = worksEverywhere(
  snapshotOf({
    trails: [
      trailOf(),
      trailOf({ name: 'local', config: { isMultiRegion: false } }),
      trailOf({ name: 'unread', over: { config: denied } }),
    ],
  }),
)
const trail = (name: string) => `arn:aws:cloudtrail:eu-west-1:111111111111:trail/${name}`
const inVirginia = isSelected({ regions: ['us-east-1'] }, everywhere)

test.each([
  ['one of that region', findingOf({ resource: 'b', region: 'us-east-1' }), true],
  ['one of another region', findingOf({ resource: 'b', region: 'eu-west-1' }), false],
  [
    'one of several regions with it',
    findingOf({ resource: 'b', region: 'global', regions: ['eu-west-1', 'us-east-1'] }),
    true,
  ],
  [
    'one of several regions without it',
    findingOf({ resource: 'b', region: 'global', regions: ['eu-west-1', 'eu-west-2'] }),
    false,
  ],
  ['one of no region concerns them all', findingOf({ resource: 'b', region: 'global' }), true],
  ['a trail of all regions, wherever its home', findingOf({ resource: trail('main') }), true],
  ['a trail of one other region', findingOf({ resource: trail('local') }), false],
  ['a trail that was not read may work there', findingOf({ resource: trail('unread') }), true],
])('--region keeps what concerns the region: %s', (_, finding, kept) => {
  expect(inVirginia(finding)).toBe(kept)
})

test('--region global asks for what has none, or has several', () => {
  const wanted = isSelected({ regions: ['global'] })
  const several = findingOf({
    resource: 'b',
    region: 'global',
    regions: ['eu-west-1', 'us-east-1'],
  })
  expect([wanted(several), wanted(findingOf({ resource: 'b' }))]).toEqual([true, false])
})
