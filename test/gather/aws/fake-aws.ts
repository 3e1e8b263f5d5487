import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request, as far as the tests look at it. */
export interface Asked {
  /** `DescribeTrails`, from the target or the form. */
  readonly operation: string
  /** From the credential scope of the signature. */
  readonly accessKey: string
  readonly region: string
  readonly form: URLSearchParams
}

export interface Answer {
  readonly status?: number
  readonly body: string
  readonly type?: string
}

const json = (body: object, status = 200): Answer => ({
  status,
  body: JSON.stringify(body),
  type: 'application/x-amz-json-1.1',
})
export const answers = {
  json,
  error: (code: string, status = 400) => json({ __type: code, message: code }, status),
  xml: (body: string): Answer => ({ body, type: 'text/xml' }),
  xmlError: (code: string, status = 403): Answer => ({
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`,
    type: 'text/xml',
  }),
  identity: (account: string): Answer => ({
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/audit</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    type: 'text/xml',
  }),
  role: (accessKey: string, expiration: Date): Answer => ({
    body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${accessKey}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration.toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    type: 'text/xml',
  }),
}

/** A loopback endpoint that answers as it is told, and remembers what it was asked. */
export const fakeAws = async (answer: (asked: Asked, nth: number) => Answer) => {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const target = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '')
      const [, accessKey = '', region = ''] =
        /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(String(request.headers.authorization)) ?? []
      const one = { operation: target || (form.get('Action') ?? ''), accessKey, region, form }
      asked.push(one)
      const { status = 200, body, type = 'text/html' } = answer(one, asked.length)
      response.writeHead(status, { 'content-type': type })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
