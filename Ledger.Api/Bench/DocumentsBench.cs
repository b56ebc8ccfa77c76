using System.Diagnostics;
using System.Runtime;
using Ledger.Api.Demo;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Bench;

/// <summary>
/// Measures what a signed PDF costs: proof, drawing, both signatures, all three time stamps by the node's own authority, the security store; and what
/// verifying it offline costs. One file after the other, so that the processor time is that of one core.
/// </summary>
/// <param name="files">How many files.</param>
/// <param name="say">Told what is being measured.</param>
internal sealed class DocumentsBench(int files, Action<string> say)
{
    private const int Licences = 50;

    // What is measured is a node that runs, so first the runtime compiles everything anew that is used often: files are written until a round
    // of them has hardly anything compiled, or there were many.
    private const int Round = 100;
    private const int HardlyAny = 10;

    // For each file measured.
    private const int MostWarmUp = 4;

    /// <summary>Measures everything in an empty folder, which is left full.</summary>
    /// <exception cref="InvalidOperationException">A file does not verify.</exception>
    public async Task<DocumentsBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        await using BenchNode node = await BenchNode.StartAsync(folder);
        say($"issuing {Licences} licences");
        List<OpenedLicence> licences = [];
        foreach (DemoLicence licence in DemoWorld.Licences(Licences, LicenceDate.InChina(TimeProvider.System.GetUtcNow())))
        {
            licences.Add(node.Node.Licences.Open(DemoWorld.IssuingAuthority, await node.IssueAsync(licence)));
        }

        say("warming up");
        await WarmUpAsync(i => node.Files.WriteAsync(licences[i % Licences], cancel));

        say($"writing {files} files");
        List<byte[]> written = [];
        DocumentFigures writing = await MeasureAsync(async i => written.Add(await node.Files.WriteAsync(licences[i % Licences], cancel)));
        say($"verifying {files} files");
        using TrustedVerifier verifier = new(node.Policy, TimeProvider.System);
        await WarmUpAsync(i => RequireValidAsync(verifier, written[i % files], cancel));

        DocumentFigures verifying = await MeasureAsync(i => RequireValidAsync(verifier, written[i], cancel));
        return new DocumentsBenchReport(
            machine, BenchMachine.LoadNow(), files, written.Average(file => file.Length), written.Max(file => file.Length), writing, verifying);
    }

    private async Task WarmUpAsync(Func<int, Task> work)
    {
        long compiled;
        int done = 0;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount(currentThread: false);
            for (int i = 0; i < Round; i++, done++)
            {
                await work(done);
            }
        }
        while (done < MostWarmUp * files && JitInfo.GetCompiledMethodCount(currentThread: false) - compiled >= HardlyAny);
    }

    private async Task<DocumentFigures> MeasureAsync(Func<int, Task> work)
    {
        List<double> milliseconds = [];
        using Process own = Process.GetCurrentProcess();
        TimeSpan before = own.TotalProcessorTime;
        TimeSpan compiling = JitInfo.GetCompilationTime(currentThread: false);
        for (int i = 0; i < files; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await work(i);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        own.Refresh();
        return new DocumentFigures(
            Quantile.Of(milliseconds, 0.5), Quantile.Of(milliseconds, 0.99), (own.TotalProcessorTime - before).TotalMilliseconds / files,
            (JitInfo.GetCompilationTime(currentThread: false) - compiling).TotalMilliseconds / files);
    }

    private static async Task RequireValidAsync(TrustedVerifier verifier, byte[] file, CancellationToken cancel)
    {
        Verdict verdict = await verifier.VerifyAsync(file, offline: true, cancel);
        if (verdict.Conclusion != Conclusion.Valid)
        {
            throw new InvalidOperationException(VerdictPrinter.Print(verdict));
        }
    }
}
