using System.Diagnostics;
using System.Net;
using Ledger.Api.Demo;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Bench;

/// <summary>
/// Measures the full offline verdict on licences, in this process and on one core: form, seal and its chain, signature and its chain, fields,
/// checkpoint with its cosignatures, inclusion, map proof, events, the seal's standing. Every licence is another one; the trust policy asks for
/// two of three witnesses. Once with all proofs under one checkpoint, of which the verifier remembers that it is signed, and once each under
/// another. And the answer to anybody who has an identifier and a check code, over HTTP.
/// </summary>
/// <param name="licences">How many licences.</param>
/// <param name="lookups">How many answers over HTTP.</param>
/// <param name="say">Told what is being measured.</param>
internal sealed class VerifyBench(int licences, int lookups, Action<string> say)
{
    private const int Rounds = 5;

    // A service judges for days: until nothing is compiled any more, which takes some two seconds.
    private const int RoundsBefore = 20;
    private const int Witnesses = 3;

    // Far more checkpoints than a verifier remembers.
    private const int Apart = 250;

    // An answer comes 20 ms after its question at the earliest, so that its time tells nothing.
    private const int Callers = 256;

    private int _networks;

    /// <summary>Runs it in an empty folder.</summary>
    /// <exception cref="InvalidOperationException">A licence does not verify.</exception>
    public async Task<VerifyBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        using DisposableKeys keys = new(Witnesses);
        string nodeFolder = Path.Combine(folder, "node");
        Directory.CreateDirectory(nodeFolder);
        BenchNode node = await BenchNode.StartAsync(nodeFolder);
        say($"issuing {licences} licences");
        TrustPolicy policy = Asking(node.Policy, keys.Cosigners);
        List<(byte[] Document, byte[] Proof, byte[] Seal)> apart = [];
        List<(byte[] Document, byte[] Proof, byte[] Seal)> files = [];
        List<OpenedLicence> opened = [];
        ImportRows rows = new(LicenceDate.InChina(TimeProvider.System.GetUtcNow()));
        for (int i = 0; i < licences; i++)
        {
            opened.Add(node.Node.Licences.Open(DemoWorld.IssuingAuthority, await node.IssueAsync(rows.Licence(i))));
            if (i < Apart)
            {
                apart.Add(await ProveAsync(node.Node, opened[i], keys.Cosigners, cancel));
            }
        }

        foreach (OpenedLicence one in opened)
        {
            files.Add(await ProveAsync(node.Node, one, keys.Cosigners, cancel));
        }

        await node.DisposeAsync();
        say("verdicts");
        VerdictFigures together = Judge(policy, files);
        VerdictFigures each = Judge(policy, apart);
        say("lookups");
        await using DemoNode process = node.AsProcess();
        await process.StartAsync(cancel);
        LookupFigures answers = await LookupAsync(process, [.. opened.Select(one => (one.Licence.Identifier.ToString(), one.CheckCode))], cancel);
        return new VerifyBenchReport(
            machine, BenchMachine.LoadNow(), licences, files.Average(file => file.Document.Length), files.Average(file => file.Proof.Length),
            together, each, answers);
    }

    /// <summary>Answers a second to callers of many networks, each of whom waits for one answer before asking again.</summary>
    private async Task<LookupFigures> LookupAsync(DemoNode process, (string Identifier, string Code)[] codes, CancellationToken cancel)
    {
        using HttpClient http = OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(60)), process.Address);
        await RunAsync(lookups / 4);
        TimeSpan before = process.ProcessorTime;
        (double seconds, List<double> milliseconds) = await RunAsync(lookups);
        double processor = (process.ProcessorTime - before).TotalMicroseconds / lookups;
        return new LookupFigures(lookups, Callers, lookups / seconds, processor, Quantile.Of(milliseconds, 0.5), Quantile.Of(milliseconds, 0.99));

        async Task<(double Seconds, List<double> Milliseconds)> RunAsync(int count)
        {
            int left = count;
            long begun = Stopwatch.GetTimestamp();
            List<double>[] times = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync, cancel)));
            return (Stopwatch.GetElapsedTime(begun).TotalSeconds, [.. times.SelectMany(one => one)]);

            async Task<List<double>> CallAsync()
            {
                List<double> own = [];
                for (int i = Interlocked.Decrement(ref left); i >= 0; i = Interlocked.Decrement(ref left))
                {
                    (string identifier, string code) = codes[i % codes.Length];
                    long asked = Stopwatch.GetTimestamp();
                    HttpStatusCode status = await GuessBench.AskAsync(http, GuessBench.AddressOf(Interlocked.Increment(ref _networks)), identifier, code, cancel);
                    own.Add(status is HttpStatusCode.OK
                        ? Stopwatch.GetElapsedTime(asked).TotalMilliseconds
                        : throw new InvalidOperationException($"A lookup was answered {(int)status}."));
                }

                return own;
            }
        }
    }

    /// <summary>The same policy, which asks for two of the witnesses besides.</summary>
    private static TrustPolicy Asking(TrustPolicy policy, IReadOnlyList<NoteCosigner> cosigners)
    {
        TrustedLog log = policy.Logs[0];
        TlogPolicyWitness[] witnesses = [.. cosigners.Select((cosigner, i) => new TlogPolicyWitness($"w{i}", cosigner.Verifier, Address: null))];
        TlogPolicy asked = new([new TlogPolicyLog(log.Ed25519, Address: null)], witnesses, [new TlogPolicyGroup("q", 2, [.. witnesses.Select(one => one.Name)])], "q");
        return policy with { Logs = [log with { Witnesses = asked }] };
    }

    private static async Task<(byte[] Document, byte[] Proof, byte[] Seal)> ProveAsync(
        ProvinceNode node, OpenedLicence licence, IReadOnlyList<NoteCosigner> cosigners, CancellationToken cancel)
    {
        (StatusBundle proof, StatusBundle? seal) = await node.ProveAsync(licence.Licence, cancel);
        return (licence.DocumentBytes.ToArray(), Cosigned(proof).Format(), Cosigned(seal!).Format());

        StatusBundle Cosigned(StatusBundle bundle) => bundle with
        {
            Checkpoint = cosigners.Aggregate(
                bundle.Checkpoint, (note, cosigner) => note.With(cosigner.Sign(note.Text, bundle.MapCommit.Time))),
        };
    }

    /// <summary>Verdicts a second, each licence once a round; the median of the rounds.</summary>
    private static VerdictFigures Judge(
        TrustPolicy policy, List<(byte[] Document, byte[] Proof, byte[] Seal)> files)
    {
        LicenceVerifier verifier = new(policy, TimeProvider.System);
        List<double> seconds = [];
        long allocated = 0;
        for (int round = -RoundsBefore; round < Rounds; round++)
        {
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            foreach ((byte[] document, byte[] proof, byte[] seal) in files)
            {
                Verdict verdict = verifier.Verify(document, proof, RemoteEvidence.None, at: null, seal);
                if (verdict.Conclusion != Conclusion.Valid || !verdict.IsWitnessed)
                {
                    throw new InvalidOperationException(Verification.VerdictPrinter.Print(verdict));
                }
            }

            if (round >= 0)
            {
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / files.Count);
                allocated = (GC.GetAllocatedBytesForCurrentThread() - bytes) / files.Count;
            }
        }

        double median = Quantile.Of(seconds, 0.5);
        int checkpoints = files.Select(file => StatusBundle.Parse(file.Proof).Checkpoint.ToString()).Distinct().Count();
        return new VerdictFigures(checkpoints, 1 / median, median * 1e6, allocated);
    }

    /// <summary>Keys of witnesses.</summary>
    private sealed class DisposableKeys : IDisposable
    {
        private readonly Ed25519PrivateKey[] _keys;

        public DisposableKeys(int count)
        {
            _keys = [.. Enumerable.Range(0, count).Select(_ => Ed25519PrivateKey.Generate())];
            Cosigners = [.. _keys.Select((key, i) => new NoteCosigner($"ledger.example/witness-{i}", key))];
        }

        public IReadOnlyList<NoteCosigner> Cosigners { get; }

        public void Dispose() => Array.ForEach(_keys, key => key.Dispose());
    }
}
