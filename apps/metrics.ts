import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export function metrics() {
  const registry = new Registry()
  // The delay is sampled by a timer: ten a second tell enough, a hundred would be a third of what an idle server does.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'gnomon_http_seconds',
      help: 'HTTP requests by route and status',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
      registers,
    }),
    operations: new Histogram({
      name: 'gnomon_operation_seconds',
      help: 'Operations by id and outcome',
      labelNames: ['operation', 'outcome'],
      buckets: [0.002, 0.005, 0.02, 0.05, 0.1, 0.3, 1],
      registers,
    }),
    acts: new Counter({
      name: 'gnomon_acts_total',
      help: 'Acts committed by this process',
      labelNames: ['type'],
      registers,
    }),
    lag: new Gauge({
      name: 'gnomon_consumer_busy',
      help: '1 while a consumer has acts to read',
      labelNames: ['consumer'],
      registers,
    }),
    held: new Histogram({
      name: 'gnomon_loop_held_seconds',
      help: 'How long a request held the thread, where it was longer than it may',
      buckets: [0.2, 0.5, 1, 3, 10],
      registers,
    }),
    incidents: new Counter({
      name: 'gnomon_incidents_total',
      help: 'Errors that reached the last-resort handler',
      registers,
    }),
  }
}
