// Compiles AnchorRegistry.sol and writes AnchorRegistry.json beside it: what a node needs to deploy and to recognise it.
// The committed file makes running independent of the compiler; a test compiles again and compares the bytes.
//   node compile.cjs [output file, default AnchorRegistry.json]

const fs = require('fs');
const path = require('path');
const solc = require('solc');

const input = {
  language: 'Solidity',
  sources: { 'AnchorRegistry.sol': { content: fs.readFileSync(path.join(__dirname, 'AnchorRegistry.sol'), 'utf8') } },
  settings: {
    // Besu and FISCO BCOS networks in the field often stand at London: no PUSH0, no blobs.
    evmVersion: 'london',
    optimizer: { enabled: true, runs: 200 },
    // Without the metadata hash a comment or a path does not change the code.
    metadata: { bytecodeHash: 'none' },
    outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
  },
};

const output = JSON.parse(solc.compile(JSON.stringify(input)));
if (output.errors) {
  console.error(output.errors.map((e) => e.formattedMessage).join('\n'));
  process.exit(1);
}

const contract = output.contracts['AnchorRegistry.sol'].AnchorRegistry;
const artefact = {
  contract: 'AnchorRegistry',
  solc: solc.version(),
  evmVersion: input.settings.evmVersion,
  abi: contract.abi,
  bytecode: '0x' + contract.evm.bytecode.object,
  deployedBytecode: '0x' + contract.evm.deployedBytecode.object,
};

fs.writeFileSync(
  process.argv[2] || path.join(__dirname, 'AnchorRegistry.json'),
  JSON.stringify(artefact, null, 2) + '\n');
