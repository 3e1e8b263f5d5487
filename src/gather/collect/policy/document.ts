import { groupBy } from '../../../model/group-by.ts'

/** A policy of IAM, one statement a service. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly {
    readonly Sid: string
    readonly Effect: 'Allow'
    readonly Action: readonly string[]
    readonly Resource: '*'
  }[]
}

const serviceOf = (action: string): string => action.split(':')[0] ?? action

const sidOf = (service: string): string =>
  `Read${service.slice(0, 1).toUpperCase()}${service.slice(1).replace(/[^A-Za-z0-9]/g, '')}`

/** Allows the actions on everything: what is there is what is to be found out. */
export const policyDocument = (actions: readonly string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [...groupBy(actions, serviceOf)].map(([service, Action]) => ({
    Sid: sidOf(service),
    Effect: 'Allow',
    Action,
    Resource: '*',
  })),
})
