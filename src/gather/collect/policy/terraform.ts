import { DEFAULT_ROLE } from '../collection.ts'
import { policyDocument } from './document.ts'

const HEAD = `variable "auditing_account" {
  description = "The account that Wholetrail is run from"
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.auditing_account))
    error_message = "An account id has twelve digits."
  }
}

variable "external_id" {
  description = "Asked for with --external-id; null for none"
  type        = string
  default     = null
}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:\${data.aws_partition.current.partition}:iam::\${var.auditing_account}:root"]
    }

    dynamic "condition" {
      for_each = var.external_id == null ? [] : [var.external_id]

      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }
  }
}
`

const ROLE = `resource "aws_iam_role" "wholetrail" {
  name               = "${DEFAULT_ROLE}"
  description        = "Reads the set-up of the audit log for Wholetrail; writes nothing"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "read" {
  name   = "Read"
  role   = aws_iam_role.wholetrail.id
  policy = data.aws_iam_policy_document.read.json
}

output "role_arn" {
  value = aws_iam_role.wholetrail.arn
}
`

const readData = (actions: readonly string[]): string => {
  const statements = policyDocument(actions).Statement.map(({ Sid, Action, Resource }) =>
    [
      '  statement {',
      `    sid       = "${Sid}"`,
      `    resources = ["${Resource}"]`,
      '',
      '    actions = [',
      ...Action.map((action) => `      "${action}",`),
      '    ]',
      '  }',
    ].join('\n'),
  )
  return `data "aws_iam_policy_document" "read" {\n${statements.join('\n\n')}\n}\n`
}

/** The role that `collect` assumes, for one account, as Terraform formats it. */
export const terraform = (actions: readonly string[]): string =>
  [HEAD, readData(actions), ROLE].join('\n')
