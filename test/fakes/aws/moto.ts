import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Upstream } from './handler.ts'

/** Whether moto_server is on this machine. */
export const hasMoto = (() => {
  try {
    execFileSync('moto_server', ['--help'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const isUp = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  )

/** moto_server of our own on a free port. */
export const startMoto = async (): Promise<{
  readonly endpoint: string
  readonly stop: () => Promise<void>
}> => {
  const port = await freePort()
  const endpoint = `http://127.0.0.1:${port}`
  const server: ChildProcess = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()))
  for (let i = 0; i < 300 && !(await isUp(endpoint)); i++) await sleep(100)
  return {
    endpoint,
    stop: async () => {
      server.kill()
      await ended
    },
  }
}

const notForwarded = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect']

/** Passes requests on, with the account that the fake knows from the key. */
export const upstreamOf =
  (endpoint: string): Upstream =>
  async (request, account) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !notForwarded.includes(name)),
    )
    headers['x-moto-account-id'] = account
    const answer = await fetch(`${endpoint}${request.url}`, {
      method: request.method,
      headers,
      ...(request.body.length === 0 || ['GET', 'HEAD'].includes(request.method)
        ? {}
        : { body: new Uint8Array(request.body) }),
      redirect: 'manual',
    })
    const kept = Object.fromEntries(
      [...answer.headers].filter(
        ([name]) =>
          !['content-length', 'content-encoding', 'connection', 'transfer-encoding'].includes(name),
      ),
    )
    return {
      status: answer.status,
      headers: kept,
      body: Buffer.from(await answer.arrayBuffer()),
    }
  }
