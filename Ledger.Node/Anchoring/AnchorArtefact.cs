using System.Text.Json;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>The compiled registry contract, as <c>contracts/AnchorRegistry.json</c> holds it.</summary>
/// <param name="Bytecode">What a transaction without a receiver must carry to make the contract.</param>
/// <param name="DeployedBytecode">What <c>eth_getCode</c> answers afterwards, the same for every deployment.</param>
/// <param name="Compiler">Version of solc.</param>
internal sealed record AnchorArtefact(
    ReadOnlyMemory<byte> Bytecode, ReadOnlyMemory<byte> DeployedBytecode, string Compiler)
{
    /// <summary>Keccak-256 of the deployed code: the code hash that nodes and verifiers are configured with.</summary>
    public Digest CodeHash => Keccak256.Hash(DeployedBytecode.Span);

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It is not what <c>compile.cjs</c> writes.</exception>
    public static AnchorArtefact Load(string path)
    {
        try
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            return new AnchorArtefact(
                EvmHex.Data(Text(file, "bytecode")), EvmHex.Data(Text(file, "deployedBytecode")), Text(file, "solc"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{path} is not the compiled registry contract.", e);
        }
    }

    private static string Text(JsonDocument file, string name) =>
        file.RootElement.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");
}
