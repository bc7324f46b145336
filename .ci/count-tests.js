import { readFileSync } from 'node:fs';

/** Prints `passed failed skipped` of a vitest report; a run that ended badly for any other reason counts as a failed test. */
const [file, status] = process.argv.slice(2);
let counts = { passed: 0, failed: 1, skipped: 0 };
try {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report;
  counts = { passed, failed, skipped: numPendingTests + numTodoTests };
  if (failed === 0 && (status !== '0' || passed === 0)) counts.failed = 1;
} catch (error) {
  console.error(`no test report: ${error.message}`);
}
console.log(counts.passed, counts.failed, counts.skipped);
