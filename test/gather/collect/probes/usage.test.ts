import { expect, it } from 'vitest'
import { costExplorer } from '../../../../src/gather/collect/probes/cost-explorer.ts'
import { guarddutyUsage } from '../../../../src/gather/collect/probes/guardduty-usage.ts'
import { requestMetrics } from '../../../../src/gather/collect/probes/request-metrics.ts'
import { parseInstant } from '../../../../src/model/time.ts'
import { answers } from './answers.ts'
import { ACCOUNT, DENIED, placeOf } from './place.ts'

it('request metrics are summed over the days since they were switched on', async () => {
  const { usage } = await requestMetrics.run(placeOf(requestMetrics, { answers }))
  expect(usage.map((u) => u.name)).toContain('ListRequests')
  expect(usage[0]).toMatchObject({
    source: 'request-metrics',
    account: ACCOUNT,
    region: 'eu-west-1',
    name: 'AllRequests',
    dimensions: { BucketName: 'payroll', FilterId: 'EntireBucket' },
    from: parseInstant('2026-03-09'),
    to: parseInstant('2026-03-11'),
    amount: { known: 1000 },
  })
})

it('a region without request metrics is one call, and has no rows', async () => {
  const place = placeOf(requestMetrics, {
    answers: { ...answers, 'cloudwatch:ListMetrics': { Metrics: [] } },
  })
  expect(await requestMetrics.run(place)).toEqual({ usage: [] })
  expect(place.asked).toHaveLength(1)
})

it('GuardDuty: only what it analysed of events, whatever the name of the dimension', async () => {
  const series = (value: string) => ({ Dimensions: [{ Name: 'Anything', Value: value }] })
  const { usage } = await guarddutyUsage.run(
    placeOf(guarddutyUsage, {
      answers: {
        ...answers,
        'cloudwatch:ListMetrics': {
          Metrics: [series('S3DataEvents'), series('KubernetesAuditLogs')],
        },
      },
    }),
  )
  expect(usage.map((u) => u.dimensions)).toEqual([{ Anything: 'S3DataEvents' }])
})

it('metrics that may not be read are unknown, not nothing', async () => {
  const denied = { ...answers, 'cloudwatch:ListMetrics': DENIED }
  for (const probe of [requestMetrics, guarddutyUsage]) {
    const { usage } = await probe.run(placeOf(probe, { answers: denied }))
    expect(usage.map((u) => u.amount)).toEqual([{ unknown: 'access-denied' }])
  }
})

it('Cost Explorer: usage types of events and requests, months added up, in us-east-1', async () => {
  const place = placeOf(costExplorer, { answers })
  const { usage } = await costExplorer.run(place)
  expect(usage.map((u) => [u.name, u.amount])).toEqual([
    ['EUW1-PaidEventsRecorded', { known: 1000 }],
    ['EUW1-DataEventsRecorded', { known: 1000 }],
    ['EUW1-Requests-Tier1', { known: 1000 }],
  ])
  expect(new Set(place.asked.map((a) => a.region))).toEqual(new Set(['us-east-1']))
  const [first] = place.asked
  expect(first?.input).toMatchObject({ TimePeriod: { Start: '2026-02-09', End: '2026-03-10' } })
})

it('Cost Explorer: the management account answers for all, so that nobody else pays for asking', async () => {
  const management = '999999999999'
  const organization = {
    known: {
      id: 'o-abcdefghij',
      managementAccount: management,
      accounts: [],
      readAt: 0,
    },
  }
  const accounts = [ACCOUNT, management].map((account) => ({
    account,
    readAt: 0,
    reached: { known: true as const },
  }))
  const found = { organization, accounts }
  const member = placeOf(costExplorer, { answers, found })
  expect(await costExplorer.run(member)).toEqual({ usage: [] })
  expect(member.asked).toEqual([])
  const own = placeOf(costExplorer, { answers, found, account: management })
  expect((await costExplorer.run(own)).usage).toHaveLength(3)
  const alone = placeOf(costExplorer, {
    answers,
    found: { ...found, accounts: accounts.slice(0, 1) },
  })
  expect((await costExplorer.run(alone)).usage).toHaveLength(3)
})

it('Cost Explorer: a refusal is kept as one', async () => {
  const { usage } = await costExplorer.run(
    placeOf(costExplorer, { answers: { 'cost-explorer:GetCostAndUsage': DENIED } }),
  )
  expect(usage.map((u) => [u.name, u.amount])).toEqual([
    ['AWS CloudTrail', { unknown: 'access-denied' }],
    ['Amazon Simple Storage Service', { unknown: 'access-denied' }],
  ])
})
