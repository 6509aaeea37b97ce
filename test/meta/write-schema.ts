// npm run schema: writes docs/schema.sql and the row types from a freshly migrated database.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeRows } from '../../kernel/platform/database/row-types.ts'
import { describeSchema } from '../../kernel/platform/database/schema.ts'
import { projectRoot, testDatabase } from '../../kernel/platform/harness.ts'

const database = await testDatabase()
writeFileSync(join(projectRoot, 'docs', 'schema.sql'), await describeSchema(database.owner))
writeFileSync(join(projectRoot, 'kernel/platform/database/tables.ts'), await describeRows(database.owner))
await database.close()
process.exit(0)
