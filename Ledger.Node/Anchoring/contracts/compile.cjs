// Compiles the contracts and writes a JSON file of each: what a node needs to deploy and to recognise it.
// The committed files make running independent of the compiler; a test compiles again and compares the bytes.
//   node compile.cjs [output folder, default this one]

const fs = require('fs');
const path = require('path');
const solc = require('solc');

for (const name of ['AnchorRegistry', 'TrustRegistry']) {
  const file = name + '.sol';
  const input = {
    language: 'Solidity',
    sources: { [file]: { content: fs.readFileSync(path.join(__dirname, file), 'utf8') } },
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

  const contract = output.contracts[file][name];
  const artefact = {
    contract: name,
    solc: solc.version(),
    evmVersion: input.settings.evmVersion,
    abi: contract.abi,
    bytecode: '0x' + contract.evm.bytecode.object,
    deployedBytecode: '0x' + contract.evm.deployedBytecode.object,
  };

  fs.writeFileSync(path.join(process.argv[2] || __dirname, name + '.json'), JSON.stringify(artefact, null, 2) + '\n');
}
