import type { AwsRequest } from './request.ts'

/** What goes back: the status, the headers, and the bytes. */
export interface AwsResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | string
}

export const json = (value: unknown, status = 200): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(value),
})

export const xml = (body: string, status = 200): AwsResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
})

/** An error as AWS says it in the protocol of the request. */
export const refusal = (
  request: AwsRequest,
  status: number,
  code: string,
  message = `${code} by the fake`,
): AwsResponse => {
  switch (request.protocol) {
    case 'json':
      return json({ __type: code, message }, status)
    case 'rest-json':
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ message }),
      }
    case 'rest-xml':
      return xml(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`, status)
    case 'ec2':
      return xml(
        `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
        status,
      )
    case 'query':
      return xml(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
        status,
      )
  }
}
