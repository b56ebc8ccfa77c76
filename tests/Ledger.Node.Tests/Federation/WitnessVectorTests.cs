using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;

namespace Ledger.Node.Tests.Federation;

/// <summary>
/// The conversations recorded with litewitness (torchwood) in 2025. It answered 403 to an unknown log and to a signature
/// in base64 that is not canonical; c2sp.org/tlog-witness says 404, and here the latter is malformed: 400.
/// </summary>
public sealed partial class WitnessVectorTests : IDisposable
{
    // A sigsum log's origin is the SHA-256 of its key, so the vectors themselves say whether this is the right one.
    private const string SigsumKey = "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f";
    private const string SumKey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    private const string SumOrigin = "go.sum database tree";

    private readonly TemporaryFolder _folder = new();
    private readonly WitnessScene _scene;

    public WitnessVectorTests()
    {
        byte[] key = Convert.FromHexString(SigsumKey);
        string sigsum = "sigsum.org/v1/tree/" + Digest.Sha256(key).ToHex();
        _scene = new WitnessScene(_folder, logs: new Dictionary<string, NoteVerifier>
        {
            [sigsum] = new NoteVerifier(sigsum, NoteKeyKind.Ed25519, new VerifyingKey(SignatureAlgorithm.Ed25519, key)),
            [SumOrigin] = NoteVerifier.Parse(SumKey),
        });
    }

    [VectorFact]
    public void The_conversation_with_a_sigsum_log_goes_as_recorded()
    {
        List<(string Body, int Recorded)> turns = Conversation("litewitness-add-checkpoint.hurl");
        int[] expected = [200, 400, 404, 422, 422, 200, 409, 200, 409];
        Assert.Equal([200, 403, 403, 422, 422, 200, 409, 200, 409], turns.Select(turn => turn.Recorded));
        WitnessAnswer[] answers = [.. turns.Select(turn => _scene.Witness.Add(Encoding.UTF8.GetBytes(turn.Body)))];
        Assert.Equal(expected, answers.Select(answer => StatusOf(answer.Outcome)));
        Assert.Equal([3, 5], answers.Where(answer => answer.Outcome == WitnessOutcome.Conflict).Select(answer => answer.Size));
    }

    [VectorFact]
    public void A_well_formed_signature_that_does_not_verify_is_refused_as_recorded()
    {
        (string body, _) = Conversation("litewitness-add-checkpoint.hurl")[1];
        string canonical = body.Replace("Vrx6gx=", "Vrx6gw=", StringComparison.Ordinal);
        Assert.NotEqual(body, canonical);
        Assert.Equal(WitnessOutcome.NotSigned, _scene.Witness.Add(Encoding.UTF8.GetBytes(canonical)).Outcome);
    }

    [VectorFact]
    public void A_checkpoint_of_the_go_checksum_database_is_cosigned_though_its_origin_has_spaces()
    {
        (string body, int recorded) = Assert.Single(Conversation("litewitness-sumdb-add-checkpoint.hurl"));
        Assert.Equal(200, recorded);
        Assert.Equal(WitnessOutcome.Cosigned, _scene.Witness.Add(Encoding.UTF8.GetBytes(body)).Outcome);
        Assert.Equal(35225469, _scene.Witness.Latest(Witness.KeyOf(SumOrigin))!.Checkpoint.Size);
    }

    [VectorFact]
    public void Requests_are_taken_or_refused_by_their_form_as_listed()
    {
        JsonNode cases = JsonNode.Parse(File.ReadAllText(Vectors.Path("witness", "misc.json")))!;
        string checkpoint = cases["valid_checkpoint"]!.GetValue<string>();
        string hash = new Digest(new byte[Digest.Length]).ToBase64();
        foreach (JsonNode? entry in cases["add_checkpoint_bodies"]!.AsArray())
        {
            // The list has short words for hashes; here a hash has its 32 bytes.
            string body = entry!["body"]!.GetValue<string>().Replace("<checkpoint>", checkpoint, StringComparison.Ordinal)
                .Replace("abc=", hash, StringComparison.Ordinal).Replace("def=", hash, StringComparison.Ordinal);
            bool isTaken = _scene.Witness.Add(Encoding.UTF8.GetBytes(body)).Outcome != WitnessOutcome.Malformed;
            Assert.True(isTaken == entry["ok"]!.GetValue<bool>(), body);
        }

        Assert.All(cases["vkeys_accept"]!.AsArray(), vkey => NoteVerifier.Parse(vkey!.GetValue<string>()));
    }

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Dispose();
    }

    internal static int StatusOf(WitnessOutcome outcome) => outcome switch
    {
        WitnessOutcome.Cosigned => 200,
        WitnessOutcome.Malformed => 400,
        WitnessOutcome.NotSigned => 403,
        WitnessOutcome.UnknownLog => 404,
        WitnessOutcome.Conflict => 409,
        WitnessOutcome.Inconsistent => 422,
        _ => 503,
    };

    private static List<(string Body, int Status)> Conversation(string file) =>
        [.. Turn().Matches(File.ReadAllText(Vectors.Path("witness", file)))
            .Select(match => (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))];

    [GeneratedRegex(@"```\n(.*?\n)```\nHTTP (\d+)", RegexOptions.Singleline)]
    private static partial Regex Turn();
}
