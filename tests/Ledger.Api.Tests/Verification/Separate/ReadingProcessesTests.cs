using System.Runtime.InteropServices;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Documents.Ofd;
using Ledger.Api.Verification.Separate;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests.Verification.Separate;

/// <summary>Real reading processes, handed real files, killed and stopped while they wait and while they read.</summary>
public sealed partial class ReadingProcessesTests : IDisposable
{
    private const int Kill = 9;
    private const int Stop = 19;

    private static readonly byte[] Licence = SampleLicence.Write(SampleLicence.Food, TestSigner.ForPdf);

    private readonly ReadingProcesses _processes = new(NullLogger<ReadingProcesses>.Instance);

    public void Dispose() => _processes.Dispose();

    [Fact]
    public async Task A_file_is_read_as_it_is_in_this_process()
    {
        PdfReading here = PdfReader.Read(Licence, CancellationToken.None);

        PdfReading there = (await ReadAsync(Licence)).Pdf!;

        Assert.Equal((here.Integrity, here.SignedLength), (there.Integrity, there.SignedLength));
        Assert.Equal(here.Attachments.Keys.Order(), there.Attachments.Keys.Order());
        Assert.All(here.Attachments, pair => Assert.Equal(pair.Value.ToArray(), there.Attachments[pair.Key].ToArray()));
        Assert.Equal(PdfTextLayer.Read(here, CancellationToken.None), PdfTextLayer.Read(there, CancellationToken.None));
        Assert.NotEmpty(there.Face!.Elements);
        Assert.Equal(here.Signatures.Count, there.Signatures.Count);
        Assert.All(here.Signatures.Zip(there.Signatures), pair =>
        {
            Assert.Equal(pair.First.Message.ToArray(), pair.Second.Message.ToArray());
            Assert.Equal(pair.First.SignedBytes(), pair.Second.SignedBytes());
            Assert.Equal(pair.First.CoversWholeFile, pair.Second.CoversWholeFile);
        });
    }

    [Fact]
    public async Task The_pages_of_an_OFD_arrive_as_they_were_read()
    {
        byte[] licence = SampleOfd.Write(SampleLicence.Food);
        OfdFace here = OfdReader.Read(licence, CancellationToken.None).Face!;

        OfdFace there = (await ReadAsync(licence)).Ofd!.Face!;

        Assert.Null(there.Fault);
        Assert.Equal(here.Pages.SelectMany(page => page).Select(piece => (piece.Text, Math.Round(piece.Line, 3))), there.Pages.SelectMany(page => page).Select(piece => (piece.Text, piece.Line)));
    }

    [Fact]
    public async Task One_process_reads_many_files_and_bad_ones_between()
    {
        await ReadAsync(Licence);
        int first = Assert.Single(_processes.Idle);

        for (int i = 0; i < 20; i++)
        {
            FileReading bad = await ReadAsync(i % 2 == 0 ? Licence.AsMemory(0, Licence.Length * i / 20) : new byte[i]);
            Assert.NotNull(bad.Refusal);
        }

        Assert.NotNull((await ReadAsync(Licence)).Pdf);
        Assert.Equal(first, Assert.Single(_processes.Idle));
    }

    [Fact]
    public async Task Never_more_than_two_read()
    {
        FileReading[] readings = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ReadAsync(Licence)));

        Assert.All(readings, reading => Assert.NotNull(reading.Pdf));
        Assert.InRange(_processes.Idle.Count, 1, 2);
    }

    [Fact]
    public async Task A_process_killed_while_it_waits_is_replaced()
    {
        await ReadAsync(Licence);
        int killed = Assert.Single(_processes.Idle);

        Signal(killed, Kill);
        await GoneAsync(killed);

        Assert.NotNull((await ReadAsync(Licence)).Pdf);
        Assert.NotEqual(killed, Assert.Single(_processes.Idle));
    }

    [Fact]
    public async Task A_process_that_hangs_gives_no_answer_and_is_killed()
    {
        await ReadAsync(Licence);
        int stopped = Assert.Single(_processes.Idle);
        Signal(stopped, Stop);
        _processes.Patience = TimeSpan.FromSeconds(1);

        FileReading hung = await ReadAsync(Licence);

        _processes.Patience = ReadingLimits.File;
        Assert.Equal(FileRefusalReason.NoAnswer, hung.Refusal!.Reason);
        await GoneAsync(stopped);
        Assert.NotNull((await ReadAsync(Licence)).Pdf);
    }

    [Fact]
    public async Task A_process_killed_while_it_reads_gives_no_answer()
    {
        await ReadAsync(Licence);
        int killed = Assert.Single(_processes.Idle);
        Signal(killed, Stop);
        Task<FileReading> reading = ReadAsync(Licence);
        await Task.Delay(100);

        Signal(killed, Kill);

        Assert.Equal(FileRefusalReason.NoAnswer, (await reading).Refusal!.Reason);
        Assert.NotNull((await ReadAsync(Licence)).Pdf);
    }

    [Fact]
    public async Task The_longest_file_is_handed_over_and_one_byte_more_is_not()
    {
        byte[] longest = new byte[ReadingLimits.FileLength];
        Licence.CopyTo(longest, 0);

        Assert.Equal(PdfIntegrity.ChangedAfterSigning, (await ReadAsync(longest)).Pdf?.Integrity);
        Assert.Equal(FileRefusalReason.Foreign, (await ReadAsync(new byte[ReadingLimits.FileLength + 1])).Refusal!.Reason);
    }

    [Fact]
    public async Task It_has_no_network_no_secrets_and_no_descriptors_but_its_own()
    {
        await ReadAsync(Licence);
        string own = $"/proc/{Assert.Single(_processes.Idle)}";

        string status = await File.ReadAllTextAsync($"{own}/status");
        string limits = await File.ReadAllTextAsync($"{own}/limits");
        string[] names = [.. (await File.ReadAllTextAsync($"{own}/environ")).Split('\0').Select(pair => pair.Split('=')[0])];
        string[] descriptors = [.. Directory.GetFiles($"{own}/fd").Select(file => new FileInfo(file).LinkTarget ?? "")];

        Assert.Contains("Seccomp:\t2", status, StringComparison.Ordinal);
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
        Assert.Matches($@"Max data size +{ReadingLimits.MemoryLength} ", limits);
        Assert.Matches("Max file size +0 ", limits);
        Assert.All(names, name => Assert.True(name.Length == 0 || name.StartsWith("DOTNET_", StringComparison.Ordinal), name));
        Assert.All(descriptors, target => Assert.DoesNotContain("socket:", target, StringComparison.Ordinal));
        string[] files = [.. descriptors.Where(target => target.StartsWith('/') && !target.StartsWith("/dev/", StringComparison.Ordinal))];
        Assert.All(files, target => Assert.True(target.EndsWith(".dll", StringComparison.Ordinal) || target.StartsWith("/memfd", StringComparison.Ordinal), target));
    }

    private Task<FileReading> ReadAsync(ReadOnlyMemory<byte> file) => _processes.ReadAsync(file, CancellationToken.None);

    private static void Signal(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    private static async Task GoneAsync(int process)
    {
        for (int attempt = 0; attempt < 100 && Directory.Exists($"/proc/{process}"); attempt++)
        {
            await Task.Delay(50);
        }

        Assert.False(Directory.Exists($"/proc/{process}"));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
