import { defaultRegions } from '../../../src/model/regions.ts'
import type { Handler } from './handler.ts'
import { type AwsResponse, xml } from './response.ts'

/** Regions that the tests work in: all others are switched off, so that a run takes seconds. */
export const REGIONS = ['us-east-1', 'eu-west-1'] as const

/** An answer of DescribeRegions with only these switched on. */
export const regionsXml = (enabled: readonly string[]): AwsResponse => {
  const items = [...new Set([...defaultRegions, 'af-south-1'])].map(
    (name) =>
      `<item><regionName>${name}</regionName><regionEndpoint>ec2.${name}.amazonaws.com</regionEndpoint><optInStatus>${enabled.includes(name) ? 'opted-in' : 'not-opted-in'}</optInStatus></item>`,
  )
  return xml(
    `<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><regionInfo>${items.join('')}</regionInfo></DescribeRegionsResponse>`,
  )
}

export const describeRegions: Handler = () => regionsXml(REGIONS)
