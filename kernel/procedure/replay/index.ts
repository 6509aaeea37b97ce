export { type Deviation, type MonitorState, observe, verdict, watch } from './monitor.ts'
export { type ColumnMap, LogError, type LogStats, readCsv, readXes, type Trace } from './read-log.ts'
export { readPnml } from './read-pnml.ts'
export { fitnessOf, type Path, Replayer, SEARCH_BOUND, type TraceResult } from './replay.ts'
