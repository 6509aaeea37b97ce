// npm run schema: writes docs/schema.sql from a freshly migrated database.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeSchema } from '../../kernel/platform/database/schema.ts'
import { projectRoot, testDatabase } from '../../kernel/platform/harness.ts'

const database = await testDatabase()
writeFileSync(join(projectRoot, 'docs', 'schema.sql'), await describeSchema(database.owner))
await database.close()
process.exit(0)
