using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Api.Hosting;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Anchoring;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;

namespace Ledger.Api.Commands;

/// <summary>The options of <c>registry</c>, and what they say. Whatever is written wrongly is a <see cref="FormatException"/>.</summary>
internal static class RegistryOptions
{
    private const int DivisionLength = 6;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static readonly Option<string[]> Chain = new("--chain") { Description = "Address of a node of the chain; once more for another that is asked where it does not answer", Required = true };
    public static readonly Option<long> ChainId = new("--chain-id") { Description = "What the chain must call itself (eth_chainId)", Required = true };
    public static readonly Option<string> Contract = new("--contract") { Description = "Address of the registry, 0x and 40 digits", Required = true };
    public static readonly Option<string> Key = new("--key") { Description = "File of the account that pays, and votes where it is a governor's", Required = true };
    public static readonly Option<string?> Passphrase = new("--passphrase") { Description = "Where that file's passphrase comes from: a file, credential:NAME of systemd, or - for standard input" };
    public static readonly Option<long> GasPrice = new("--gas-price") { Description = "What a unit of gas costs, in wei (0)" };
    public static readonly Option<string> Division = new("--division") { Description = "The province's code, such as 320000", Required = true };
    public static readonly Option<long?> Epoch = new("--epoch") { Description = "Number of the epoch; the province's next where it is left out" };
    public static readonly Option<string> From = new("--from") { Description = "When the keys begin to count, with its offset: 2026-12-01T00:00:00+08:00", Required = true };
    public static readonly Option<string> RequestKey = new("--request-key") { Description = "File of the public key by which the province asks (openssl pkey -pubout)", Required = true };
    public static readonly Option<string> AnswerKey = new("--answer-key") { Description = "The same of the key by which it answers", Required = true };

    /// <summary>The nodes of the chain, which must have the registry where one is named.</summary>
    public static EvmNetwork NetworkOf(ParseResult line, EvmContract? contract)
    {
        AnchorNode[] nodes = [.. line.GetRequiredValue(Chain).Select(address => new AnchorNode
        {
            Url = Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" ? url : throw new FormatException("--chain takes addresses that start with http:// or https://."),
            PrivateNetworks = OutgoingCall.Everywhere,
        })];
        long chainId = line.GetValue(ChainId);
        return chainId > 0 ? new EvmNetwork(nodes, chainId, AnswerTime, contract) : throw new FormatException("--chain-id takes a positive number.");
    }

    /// <summary>The registry: where the line says, and the code that this program has.</summary>
    public static EvmContract ContractOf(ParseResult line) => new(EvmAddress.Parse(line.GetRequiredValue(Contract)), Artefact().CodeHash);

    /// <summary>The compiled registry.</summary>
    public static AnchorArtefact Artefact() => AnchorArtefact.Load(ProgramFolder.TrustContractFile);

    /// <summary>The account's key; the caller disposes of it.</summary>
    public static Secp256k1Key KeyOf(ParseResult line)
    {
        using KeyPassphrase? passphrase = PassphraseOf(line);
        return AnchorKeyFile.Load(line.GetRequiredValue(Key), passphrase);
    }

    /// <summary>The passphrase of key files; null where none is named.</summary>
    public static KeyPassphrase? PassphraseOf(ParseResult line) =>
        line.GetValue(Passphrase) is not string source ? null
        : KeyPassphraseSource.Problem(source) is string problem ? throw new FormatException(problem)
        : KeyPassphraseSource.Open(source, Environment.CurrentDirectory);

    /// <summary>The account.</summary>
    public static EvmAccount AccountOf(ParseResult line, EvmNetwork network, Secp256k1Key key) =>
        line.GetValue(GasPrice) is >= 0 and long price ? new EvmAccount(network, key, price, Patience, TimeProvider.System) : throw new FormatException("--gas-price takes 0 or more.");

    /// <summary>The province.</summary>
    public static string DivisionOf(ParseResult line) =>
        line.GetRequiredValue(Division) is { Length: DivisionLength } division && division.All(char.IsAsciiDigit) ? division : throw new FormatException("--division takes six digits.");

    /// <summary>The epoch that is voted for, or begun.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="next">The number of the province's next.</param>
    public static ProvinceEpoch EpochOf(ParseResult line, long next)
    {
        long number = line.GetValue(Epoch) ?? next;
        return number >= 0 && BeijingTime.TryParse(line.GetRequiredValue(From), out DateTimeOffset from)
            ? new ProvinceEpoch(number, from.ToUnixTimeSeconds(), 0, PublicKeyOf(line.GetRequiredValue(RequestKey)), PublicKeyOf(line.GetRequiredValue(AnswerKey)))
            : throw new FormatException("--epoch takes 0 or more, --from a moment such as 2026-12-01T00:00:00+08:00.");
    }

    /// <summary>A moment of the registry for people.</summary>
    public static string Text(long seconds) => seconds == 0
        ? "—" : DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A public key, read as the nodes will: one that they cannot read would leave the province without.</summary>
    public static byte[] PublicKeyOf(string file)
    {
        string text = File.ReadAllText(file);
        try
        {
            PemFields found = PemEncoding.Find(text);
            byte[] key = Convert.FromBase64String(text[found.Base64Data]);
            _ = VerifyingKey.FromPublicKeyInfo(key);
            return key;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or CryptographicException)
        {
            throw new FormatException($"{file} holds no public key (PEM) of Ed25519, P-256 or SM2.", e);
        }
    }
}
