process.exit(1);

export default function compute() {}
