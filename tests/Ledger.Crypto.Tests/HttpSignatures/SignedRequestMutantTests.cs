using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.HttpSignatures;

/// <summary>
/// Recorded requests with something changed: a byte of a field, of the address, of the method or of the content; a field left out, or taken from
/// another recorded request. 4,000 by default, 40,000 with LEDGER_TEST_FULL=1. None is accepted.
/// </summary>
public sealed class SignedRequestMutantTests : IDisposable
{
    private const int Recorded = 60;

    private readonly Dictionary<string, SigningKey> _keys = Enum.GetValues<SignatureAlgorithm>().ToDictionary(SignatureAlgorithmName.Of, SignedSample.NewKey);

    public void Dispose() => _keys.Values.ToList().ForEach(key => key.Dispose());

    [Fact]
    public void No_mutant_of_a_recorded_request_is_accepted()
    {
        int mutants = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1" ? 40_000 : 4_000;
        Dictionary<string, VerifyingKey> registry = _keys.ToDictionary(key => key.Key, key => SignedSample.PublicOf(key.Value));
        List<(HttpRequestParts Parts, byte[] Content)> recorded = [.. Enumerable.Range(0, Recorded).Select(Record)];
        Assert.All(recorded, request => Assert.True(IsAccepted(request.Parts, request.Content, registry)));
        int seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        Random random = new(seed);
        Dictionary<HttpSignatureFault, int> faults = [];
        int changed = 0;
        while (changed < mutants)
        {
            (HttpRequestParts parts, byte[] content) = recorded[random.Next(Recorded)];
            (HttpRequestParts mutant, byte[] mutantContent) = Mutate(parts, content, recorded[random.Next(Recorded)], random);
            if (IsSame(parts, mutant) && content.AsSpan().SequenceEqual(mutantContent))
            {
                continue;
            }

            changed++;
            try
            {
                Assert.False(IsAccepted(mutant, mutantContent, registry), $"seed {seed}, mutant {changed}: {mutant.Method} {mutant.TargetUri}");
            }
            catch (HttpSignatureException e)
            {
                faults[e.Fault] = faults.GetValueOrDefault(e.Fault) + 1;
            }
        }

        // They were refused for many reasons, and not all at the first hurdle.
        Assert.True(faults.Count >= 8, string.Join(", ", faults));
        Assert.True(faults[HttpSignatureFault.Signature] > mutants / 10, string.Join(", ", faults));
    }

    private (HttpRequestParts Parts, byte[] Content) Record(int number)
    {
        (string name, SigningKey key) = _keys.ElementAt(number % _keys.Count);
        bool isWriting = number % 2 == 0;
        HttpRequestParts request = isWriting ? SignedSample.Writing($"order-{number}") : SignedSample.Reading();
        return (SignedRequest.Sign(request, key, name, SignedSample.Now).Parts, isWriting ? SignedSample.Content : []);
    }

    private static bool IsAccepted(HttpRequestParts parts, byte[] content, Dictionary<string, VerifyingKey> registry)
    {
        SignedRequest request = SignedRequest.Read(parts, SignedSample.Now.AddSeconds(10));
        request.Verify(registry.GetValueOrDefault(request.KeyId) ?? throw new HttpSignatureException(HttpSignatureFault.UnknownKey, ""));
        request.CheckContent(SHA256.HashData(content), content.Length);
        return true;
    }

    private static (HttpRequestParts Parts, byte[] Content) Mutate(
        HttpRequestParts parts, byte[] content, (HttpRequestParts Parts, byte[] Content) other, Random random)
    {
        string name = parts.Fields.Keys.ElementAt(random.Next(parts.Fields.Count));
        return random.Next(12) switch
        {
            0 => (parts with { Method = Damaged(parts.Method, random) }, content),
            1 => (parts with { TargetUri = Damaged(parts.TargetUri, random) }, content),
            2 => (parts, content.Length == 0 ? [(byte)random.Next(256)] : Mutation.Of(content, random)),
            3 => (parts.With(name, null), content),
            4 => (parts.With(name, other.Parts.Fields.GetValueOrDefault(name)), content),
            5 => (other.Parts with { Fields = parts.Fields }, content),
            6 => (parts, other.Content),
            7 => (parts.With(HttpSignature.InputField, Reordered(parts.Fields[HttpSignature.InputField], random)), content),
            8 => (parts.With(HttpSignature.InputField, Damaged(parts.Fields[HttpSignature.InputField], random)), content),
            9 => (parts.With(name, parts.Fields[name] + ", " + parts.Fields[name]), content),
            _ => (parts.With(name, Damaged(parts.Fields[name], random)), content),
        };
    }

    // Without the white space around a value, which no server hands on (RFC 9110, 5.5).
    private static string Damaged(string text, Random random) =>
        System.Text.Encoding.Latin1.GetString(Mutation.Of(System.Text.Encoding.Latin1.GetBytes(text), random)).Trim(' ', '\t');

    // Parameters and components in another order, left out, or with other numbers.
    private static string Reordered(string input, Random random)
    {
        List<string> parts = [.. input.Split(';')];
        int one = random.Next(1, parts.Count);
        string taken = parts[one];
        parts.RemoveAt(one);
        if (random.Next(2) == 0)
        {
            parts.Insert(random.Next(1, parts.Count + 1), taken);
        }

        if (random.Next(2) == 0)
        {
            string[] components = parts[0][6..^1].Split(' ');
            random.Shuffle(components);
            parts[0] = $"sig1=({string.Join(' ', components)})";
        }

        StringBuilder text = new(string.Join(';', parts));
        if (random.Next(2) == 0)
        {
            text.Replace("created=17723520", "created=1772351" + random.Next(10));
        }

        return text.ToString();
    }

    private static bool IsSame(HttpRequestParts one, HttpRequestParts two) =>
        one.Method == two.Method && one.TargetUri == two.TargetUri && one.Fields.Count == two.Fields.Count && !one.Fields.Except(two.Fields).Any();
}
