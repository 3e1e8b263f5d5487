import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { clientsOf } from '../../../src/gather/aws/clients.ts'
import { unknownOf } from '../../../src/gather/aws/failure.ts'
import { answers, fakeAws } from './fake-aws.ts'

const holder = (account: string) => ({
  account,
  credentials: async () => ({ accessKeyId: `AKIA${account}`, secretAccessKey: 'x' }),
})
const signal = new AbortController().signal

test('an endpoint that never answers is given up, and is unknown', async () => {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const clients = clientsOf({
    endpointUrl: `http://127.0.0.1:${port}`,
    maxAttempts: 1,
    concurrency: 4,
    signal,
    requestTimeout: 200,
  })
  try {
    const error = await clients
      .send(holder('1'), 'eu-west-1', 'cloudtrail', 'DescribeTrails', {})
      .catch((e: unknown) => e)
    expect(unknownOf(error, { region: 'eu-west-1', isEmulated: true })).toMatchObject({
      unknown: 'error',
      detail: expect.stringContaining('TimeoutError'),
    })
  } finally {
    clients.close()
    server.closeAllConnections()
    server.close()
  }
})

test('each account is asked with its own key, in its own region, also beyond the clients that are kept', async () => {
  const aws = await fakeAws(() => answers.json({ trailList: [] }))
  const clients = clientsOf({ endpointUrl: aws.url, maxAttempts: 1, concurrency: 8, signal })
  const accounts = Array.from({ length: 450 }, (_, i) => String(100000000000 + i))
  try {
    for (const account of [...accounts, ...accounts.slice(0, 20)])
      await clients.send(holder(account), 'eu-west-1', 'cloudtrail', 'DescribeTrails', {})
    expect(aws.asked.map((a) => a.accessKey.slice(4))).toEqual([
      ...accounts,
      ...accounts.slice(0, 20),
    ])
    expect(clients.count).toEqual({ calls: 470, throttles: 0 })
  } finally {
    clients.close()
    await aws.close()
  }
})
