import { SharedValue } from '../../commands/shared-value.ts'

/** Whether the dialog stands that asks what is to be recorded. */
export const snapshotDialog = new SharedValue(false)
