import { stringify } from 'yaml'

/** YAML as CloudFormation reads it: texts that look like dates or switches are quoted, nothing is an alias. */
export const yamlText = (value: object): string =>
  stringify(value, { schema: 'yaml-1.1', lineWidth: 100, aliasDuplicateObjects: false })
