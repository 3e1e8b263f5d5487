import { describe, expect, it } from 'vitest'
import { trailNames } from '../../../../src/gather/collect/probes/trail-names.ts'
import { trailSelectors } from '../../../../src/gather/collect/probes/trail-selectors.ts'
import { trails } from '../../../../src/gather/collect/probes/trails.ts'
import type { Snapshot } from '../../../../src/model/snapshot.ts'
import { trailOf } from '../../../../src/reason/assess/given.ts'
import { ARN, answers } from './answers.ts'
import { ACCOUNT, type Canned, DENIED, NOW, placeOf, REGION } from './place.ts'

const MANAGEMENT = '999999999999'
const SHADOW = `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/org`

const list = async (over: Canned, region = REGION) => {
  const place = placeOf(trails, { answers: { ...answers, ...over }, region })
  return { ...(await trails.run(place)), asked: place.asked }
}

describe('the list of trails', () => {
  it('asks for shadow copies, and the status of each by its ARN in this very region', async () => {
    const { asked, trails: rows } = await list({
      'cloudtrail:DescribeTrails': {
        trailList: [{ Name: 'org', TrailARN: SHADOW, HomeRegion: 'us-east-1' }],
      },
    })
    expect(asked).toEqual([
      {
        call: 'cloudtrail:DescribeTrails',
        input: { includeShadowTrails: true },
        region: REGION,
      },
      { call: 'cloudtrail:GetTrailStatus', input: { Name: SHADOW }, region: REGION },
    ])
    expect(rows[0]?.status).toMatchObject([{ account: ACCOUNT, region: REGION }])
    expect(rows[0]?.homeRegion).toBe('us-east-1')
  })

  it('that was answered with none is known to be empty here', async () => {
    const { trailsListed, trails: rows } = await list({
      'cloudtrail:DescribeTrails': { trailList: [] },
    })
    expect(rows).toEqual([])
    expect(trailsListed).toEqual([
      { account: ACCOUNT, region: REGION, readAt: NOW, listed: { known: true } },
    ])
  })

  it.each([
    ['is denied', DENIED],
    ['has no list', {}],
    ['holds a trail without an ARN', { trailList: [{ Name: 'x' }] }],
  ])('that %s is unread: no trail is absent', async (_, answer) => {
    const { trailsListed } = await list({ 'cloudtrail:DescribeTrails': answer })
    expect(trailsListed[0]?.listed).toHaveProperty('unknown')
  })

  it('keeps a trail whose status is denied', async () => {
    const { trails: rows } = await list({ 'cloudtrail:GetTrailStatus': DENIED })
    expect(rows[0]).toMatchObject({
      arn: ARN,
      status: [{ status: { unknown: 'access-denied' } }],
    })
  })
})

it('a trail of a region that is not read is known by name, and nothing is said of it', async () => {
  const { trails: rows } = await trailNames.run(placeOf(trailNames, { answers }))
  expect(rows.find((t) => t.name === 'far')).toMatchObject({
    homeRegion: 'ap-south-1',
    config: { unknown: 'not-collected' },
    selectors: { unknown: 'not-collected' },
    status: [],
  })
})

describe('selectors', () => {
  const select = async (found: Partial<Snapshot>, over: Canned = {}) => {
    const place = placeOf(trailSelectors, { answers: { ...answers, ...over }, found })
    return { rows: (await trailSelectors.run(place)).trails, asked: place.asked }
  }
  const organizational = trailOf({
    account: MANAGEMENT,
    region: 'us-east-1',
    places: [{ account: ACCOUNT, region: REGION }],
  })

  it('are asked in the home region by ARN, wherever the copy was seen', async () => {
    const { asked } = await select({ trails: [trailOf({ region: 'us-east-1' })] })
    expect(new Set(asked.map((a) => a.region))).toEqual(new Set(['us-east-1']))
  })

  it('of a trail whose owner is read are not asked from its members', async () => {
    const accounts = [ACCOUNT, MANAGEMENT].map((account) => ({
      account,
      readAt: NOW,
      reached: { known: true as const },
    }))
    expect((await select({ trails: [organizational], accounts })).asked).toEqual([])
  })

  it('facts 8.1 of a trail whose owner is not read are tried from a member, and unknown when refused', async () => {
    const { rows } = await select(
      { trails: [organizational] },
      { 'cloudtrail:GetEventSelectors': DENIED, 'cloudtrail:GetTrail': DENIED },
    )
    expect(rows).toMatchObject([
      { selectors: { unknown: 'access-denied' }, config: { unknown: 'access-denied' } },
    ])
  })

  it('R5 both lists empty stay so, beside what is said of custom selectors', async () => {
    const { rows } = await select(
      { trails: [trailOf()] },
      { 'cloudtrail:GetEventSelectors': { EventSelectors: [], AdvancedEventSelectors: [] } },
    )
    expect(rows[0]).toMatchObject({
      selectors: { known: { EventSelectors: [], AdvancedEventSelectors: [] } },
      hasCustomEventSelectors: { known: false },
    })
  })

  it('tags of another resource are not its tags', async () => {
    const { rows } = await select(
      { trails: [trailOf()] },
      { 'cloudtrail:ListTags': { ResourceTagList: [{ ResourceId: 'x', TagsList: [] }] } },
    )
    expect(rows[0]?.tags).toHaveProperty('unknown')
  })
})
