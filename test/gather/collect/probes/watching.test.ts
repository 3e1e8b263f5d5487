import { describe, expect, it } from 'vitest'
import { alarms } from '../../../../src/gather/collect/probes/alarms.ts'
import { eventRules } from '../../../../src/gather/collect/probes/event-rules.ts'
import { logGroups } from '../../../../src/gather/collect/probes/log-groups.ts'
import { mayMatchCalls } from '../../../../src/gather/collect/probes/map/event-rule.ts'
import { metricFiltersOf } from '../../../../src/gather/collect/probes/map/log-group.ts'
import { topicSubscriptionsOf } from '../../../../src/gather/collect/probes/map/topic.ts'
import { topics } from '../../../../src/gather/collect/probes/topics.ts'
import { trailOf } from '../../../../src/reason/assess/given.ts'
import { answers, GROUP, TOPIC } from './answers.ts'
import { awsError, type Canned, DENIED, placeOf } from './place.ts'

const ALARM = {
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111111111111:alarm:a',
  AlarmName: 'a',
  Namespace: 'Audit',
  MetricName: 'Stop',
  ComparisonOperator: 'GreaterThanThreshold',
  ActionsEnabled: true,
}

const alarmsFrom = async (list: readonly object[], over: Canned = {}) => {
  const canned: Canned = {
    ...answers,
    'cloudwatch:DescribeAlarms': ({ AlarmTypes }) =>
      String(AlarmTypes) === 'CompositeAlarm' ? { CompositeAlarms: [] } : { MetricAlarms: list },
    ...over,
  }
  const { alarms: rows, listings } = await alarms.run(placeOf(alarms, { answers: canned }))
  return { names: rows.map((a) => a.name), listed: listings[0]?.listed, rows }
}

describe('alarms', () => {
  it('on a metric of a filter are kept, on others left out', async () => {
    const other = { ...ALARM, AlarmName: 'cpu', Namespace: 'AWS/EC2', MetricName: 'CPU' }
    expect(await alarmsFrom([ALARM, other])).toMatchObject({
      names: ['a'],
      listed: { known: true },
    })
  })

  it('are kept with all that decides when they go off', async () => {
    const how = { EvaluationPeriods: 3, DatapointsToAlarm: 2, Unit: 'Count' }
    const { rows } = await alarmsFrom([{ ...ALARM, ...how }])
    expect(rows).toMatchObject([{ evaluationPeriods: 3, datapointsToAlarm: 2, unit: 'Count' }])
  })

  it('on the same name in another namespace are no alarms on it', async () => {
    const { names } = await alarmsFrom([{ ...ALARM, Namespace: 'Audit2' }])
    expect(names).toEqual([])
  })

  it('on a metric with dimensions are neither an alert nor the lack of one', async () => {
    const Dimensions = [{ Name: 'user', Value: 'root' }]
    const { names, listed } = await alarmsFrom([{ ...ALARM, Dimensions }])
    expect(names).toEqual([])
    expect(listed).toMatchObject({
      unknown: 'not-collected',
      detail: expect.stringMatching(/dimensions/),
    })
  })

  it('on what AWS counts of a log group are kept, with its name: they hear silence', async () => {
    const { alarms: rows, listings } = await alarms.run(
      placeOf(alarms, {
        answers: {
          ...answers,
          'cloudwatch:DescribeAlarms': ({ AlarmTypes }) =>
            String(AlarmTypes) === 'CompositeAlarm'
              ? { CompositeAlarms: [] }
              : {
                  MetricAlarms: [
                    {
                      ...ALARM,
                      Namespace: 'AWS/Logs',
                      MetricName: 'IncomingLogEvents',
                      Dimensions: [{ Name: 'LogGroupName', Value: 'trail' }],
                    },
                  ],
                },
        },
      }),
    )
    expect(rows).toMatchObject([{ metric: 'IncomingLogEvents', logGroup: 'trail' }])
    expect(listings[0]?.listed).toEqual({ known: true })
  })

  it('that combine a metric of a filter with others make the list unknown', async () => {
    const Metric = { Namespace: 'Audit', MetricName: 'Stop' }
    const { listed } = await alarmsFrom([
      { AlarmName: 'm', AlarmArn: 'x', Metrics: [{ Id: 'm1', MetricStat: { Metric } }] },
    ])
    expect(listed).toHaveProperty('unknown')
  })

  it('that combine other metrics do not', async () => {
    const Metric = { Namespace: 'AWS/EC2', MetricName: 'CPU' }
    const { listed } = await alarmsFrom([
      { AlarmName: 'm', AlarmArn: 'x', Metrics: [{ Id: 'm1', MetricStat: { Metric } }] },
    ])
    expect(listed).toEqual({ known: true })
  })

  it('over such alarms make the list unknown: they may tell someone', async () => {
    const { listed, names } = await alarmsFrom([ALARM], {
      'cloudwatch:DescribeAlarms': ({ AlarmTypes }) =>
        String(AlarmTypes) === 'CompositeAlarm'
          ? { CompositeAlarms: [{ AlarmName: 'all', AlarmRule: 'ALARM("a")' }] }
          : { MetricAlarms: [ALARM] },
    })
    expect(names).toEqual(['a'])
    expect(listed).toMatchObject({
      unknown: 'not-collected',
      detail: expect.stringMatching(/combines other alarms/),
    })
  })

  it('without the filters are all kept that may be fed by one', async () => {
    const { names } = await alarmsFrom([ALARM, { ...ALARM, AlarmName: 'b', Namespace: 'AWS/S3' }], {
      'cloudwatch-logs:DescribeMetricFilters': DENIED,
    })
    expect(names).toEqual(['a'])
  })
})

describe('log groups', () => {
  const run = async (list: object, cloudWatchLogGroupArn = `${GROUP}:*`) => {
    const canned = { ...answers, 'cloudwatch-logs:DescribeLogGroups': list }
    const found = { trails: [trailOf({ config: { cloudWatchLogGroupArn } })] }
    return (await logGroups.run(placeOf(logGroups, { answers: canned, found }))).logGroups
  }

  it('that a trail writes to and that are not listed are gone', async () => {
    expect(await run({ logGroups: [] })).toMatchObject([
      { arn: GROUP, name: 'trail', exists: { known: false } },
    ])
  })

  it('are unknown where the list was not answered', async () => {
    expect(await run(DENIED)).toMatchObject([{ exists: { unknown: 'access-denied' } }])
  })

  it('of another account are not claimed to be gone', async () => {
    expect(await run({ logGroups: [] }, GROUP.replace('111111111111', '222222222222'))).toEqual([])
  })

  it('named after CloudTrail are kept, whoever writes there; kept for ever is null days', async () => {
    const name = 'aws-CloudTrail-logs'
    expect(await run({ logGroups: [{ logGroupName: name, arn: `${GROUP}2:*` }] })).toMatchObject([
      { name, arn: `${GROUP}2`, retentionDays: null },
      { arn: GROUP },
    ])
  })

  it('have no metric that an alarm by name sees where a filter adds dimensions', () => {
    const given = { metricNamespace: 'Audit', metricName: 'Stop', metricValue: '1' }
    const metric = { ...given, defaultValue: 0, unit: 'Count' as const }
    const filters = metricFiltersOf([
      {
        filterName: 'f',
        filterPattern: 'p',
        metricTransformations: [metric, { ...metric, dimensions: { user: '$.u' } }],
      },
    ])
    expect(filters).toEqual({
      known: [
        {
          name: 'f',
          pattern: 'p',
          metrics: [
            { namespace: 'Audit', name: 'Stop', value: '1', defaultValue: 0, unit: 'Count' },
          ],
        },
      ],
    })
  })

  it('with a filter on chosen fields are not judged by its pattern', () => {
    expect(
      metricFiltersOf([{ filterName: 'f', fieldSelectionCriteria: '@aws.account = "1"' }]),
    ).toHaveProperty('unknown', 'not-supported')
  })
})

describe('topics', () => {
  const found = { trails: [trailOf({ config: { snsTopicArn: TOPIC } })] }
  const run = async (over: Canned, region?: string) => {
    const given = { answers: { ...answers, ...over }, found }
    return topics.run(placeOf(topics, region === undefined ? given : { ...given, region }))
  }

  it('that SNS does not find are gone', async () => {
    const { topics: rows } = await run({ 'sns:GetTopicAttributes': awsError('NotFound') })
    expect(rows).toMatchObject([{ arn: TOPIC, exists: { known: false } }])
  })

  it('that may not be read are unknown, and so is the list', async () => {
    const { topics: rows, listings } = await run({ 'sns:GetTopicAttributes': DENIED })
    expect(rows[0]?.exists).toEqual({ unknown: 'access-denied' })
    expect(listings[0]?.listed).toEqual({ unknown: 'access-denied' })
  })

  it('are asked in their own region alone', async () => {
    expect((await run({}, 'us-east-1')).topics).toEqual([])
  })

  it('have a subscriber only once it said yes; the address of a person is not kept', () => {
    const subscriptions = topicSubscriptionsOf([
      { SubscriptionArn: 'PendingConfirmation', Protocol: 'email', Endpoint: 'a@example.com' },
      { SubscriptionArn: 'Deleted', Protocol: 'email', Endpoint: 'b@example.com' },
      {
        SubscriptionArn: `${TOPIC}:1`,
        Protocol: 'lambda',
        Endpoint: 'arn:aws:lambda:eu-west-1:222222222222:function:f',
      },
    ])
    expect(subscriptions).toEqual({
      known: [
        { protocol: 'email', confirmed: false },
        { protocol: 'lambda', confirmed: true, account: '222222222222' },
      ],
    })
    expect(JSON.stringify(subscriptions)).not.toContain('example.com')
  })
})

describe('a rule may match calls', () => {
  it.each([
    [{ source: ['aws.cloudtrail'] }, true],
    [{ 'detail-type': ['AWS API Call via CloudTrail'] }, true],
    [{ 'detail-type': ['AWS Console Sign In via CloudTrail'] }, true],
    [{ source: [{ prefix: 'aws.' }] }, true],
    [{ source: [{ 'anything-but': 'shop' }], detail: {} }, true],
    [{ detail: { eventName: ['StopLogging'] } }, true],
    [{ $or: [{ source: ['shop'] }] }, true],
    [{ source: ['shop.orders'] }, false],
    [{ source: ['aws.ec2'], 'detail-type': ['EC2 Instance State-change Notification'] }, false],
  ])('%j: %s', (pattern, expected) => expect(mayMatchCalls(pattern)).toBe(expected))

  it('a pattern that is no JSON makes the list unknown', async () => {
    const canned = {
      ...answers,
      'eventbridge:ListRules': {
        Rules: [{ Name: 'r', Arn: 'a', State: 'ENABLED', EventPattern: '{' }],
      },
    }
    const { listings, eventRules: rows } = await eventRules.run(
      placeOf(eventRules, { answers: canned }),
    )
    expect(rows).toEqual([])
    expect(listings[0]?.listed).toHaveProperty('unknown', 'error')
  })

  it('one bus that may not be read makes the list unknown, and keeps the rules of the others', async () => {
    const canned: Canned = {
      ...answers,
      'eventbridge:ListEventBuses': { EventBuses: [{ Name: 'default' }, { Name: 'other' }] },
      'eventbridge:ListRules': ({ EventBusName }) =>
        EventBusName === 'other' ? DENIED : { Rules: [] },
    }
    const { listings } = await eventRules.run(placeOf(eventRules, { answers: canned }))
    expect(listings[0]?.listed).toEqual({ unknown: 'access-denied' })
  })
})
