import { join } from 'node:path'
import { openDatabase } from '../kernel/platform/database/open.ts'
import { projectRoot } from '../kernel/platform/harness.ts'

/** Holds the test server open for the whole run, so that files need not start it one after the other. */
export default async function setup() {
  if (process.env.DATABASE_URL_TEST) return
  const { embedded } = await openDatabase(join(projectRoot, '.gnomon', 'test'), {}, 'postgres', { durable: false })
  return () => embedded!.release()
}
