import { lawProblems } from '../../law.js';
import { isNoTime } from '../../pieces/timing.js';
import type { Problems } from '../../read/problems.js';
import type { MechanismNode } from '../mechanism.js';
import type { Finding, Monitor, Plan, Policy } from './plan.js';
import type { EnforcementDocument, MonitorDocument } from './schema.js';

/** What happens to VMs with holes, undefined when nothing does; reports what does not fit together. */
export function readPlan({ usable, has }: MechanismNode, problems: Problems): Plan | undefined {
  const { enforcement, vulnerabilities } = usable;
  const exploit = vulnerabilities?.exploit;
  if (enforcement !== undefined) {
    if (!has('vulnerabilities')) {
      problems.reportKey(['enforcement'], 'enforcement without vulnerabilities', 'vulnerabilities too');
    } else if (vulnerabilities !== undefined && exploit === undefined && enforcement.policy.startsWith('monitor')) {
      problems.report(['vulnerabilities'], 'no exploit beside a monitor', 'exploit, like exploit: 30 d');
    }
    check(enforcement, problems.below('enforcement'));
  } else if (exploit === undefined) return undefined;
  return { policy: policyOf(enforcement), ...(exploit === undefined ? {} : { exploit }) };
}

function check(document: EnforcementDocument, problems: Problems): void {
  const { policy, monitor, 'after-crash': afterCrash } = document;
  const isMonitored = policy === 'monitor-crash' || policy === 'monitor-block';
  if (isMonitored && monitor === undefined) {
    problems.report([], `${policy} without a monitor`, 'monitor, like monitor: {detection: 0.9, latency: 5 s}');
  }
  if (!isMonitored && monitor !== undefined) {
    problems.reportKey(['monitor'], `a monitor beside ${policy}`, 'policy: monitor-crash or monitor-block');
  }
  if (policy !== 'monitor-crash' && afterCrash !== undefined) {
    problems.reportKey(['after-crash'], `after-crash of ${policy}`, 'policy: monitor-crash');
  }
  if (monitor !== undefined) checkMonitor(monitor, policy === 'monitor-block', problems.below('monitor'));
}

function checkMonitor(monitor: MonitorDocument, isBlocking: boolean, problems: Problems): void {
  for (const key of ['ready', 'latency', 'false-alarms'] as const) {
    const law = monitor[key];
    if (law !== undefined) problems.all.push(...lawProblems(law, [...problems.at, key]));
  }
  const { 'false-alarms': falseAlarms, latency, scan } = monitor;
  if (falseAlarms !== undefined && isNoTime(falseAlarms)) {
    problems.report(['false-alarms'], `'${falseAlarms}'`, 'a time above 0');
  }
  if (isBlocking) {
    for (const key of (['latency', 'scan', 'false-alarms'] as const).filter((each) => monitor[each] !== undefined)) {
      problems.reportKey([key], `${key} of a monitor that blocks attacks`, `no ${key}, or policy: monitor-crash`);
    }
  } else if (latency !== undefined && scan !== undefined) {
    problems.reportKey(['scan'], 'scan and latency', 'only one of latency, scan');
  }
}

function policyOf(document: EnforcementDocument | undefined): Policy {
  const { policy = 'run-on', monitor, 'after-crash': afterCrash } = document ?? {};
  if (policy === 'run-on' || policy === 'shut-down' || monitor === undefined) {
    return { kind: policy === 'shut-down' ? 'shut-down' : 'run-on' };
  }
  if (policy === 'monitor-block') return { kind: policy, monitor: monitorOf(monitor) };
  return { kind: policy, monitor: monitorOf(monitor), found: findingOf(monitor), isHalted: afterCrash === 'halt' };
}

function monitorOf({ ready, detection, 'false-alarms': falseAlarms, cost = 0 }: MonitorDocument): Monitor {
  return {
    detection,
    cost,
    ...(ready === undefined || isNoTime(ready) ? {} : { ready }),
    ...(falseAlarms === undefined ? {} : { falseAlarms }),
  };
}

function findingOf({ scan, latency }: MonitorDocument): Finding {
  if (scan !== undefined) return { by: 'scans', period: scan };
  return { by: 'symptoms', ...(latency === undefined ? {} : { latency }) };
}
