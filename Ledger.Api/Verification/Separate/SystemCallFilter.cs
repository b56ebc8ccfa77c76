using System.Runtime.InteropServices;

namespace Ledger.Api.Verification.Separate;

/// <summary>
/// Takes system calls from this process for good (seccomp): those that make sockets, start programs, look into other processes or load
/// code into the kernel fail with EPERM. All else stays allowed, since what a .NET runtime needs changes from release to release; so this
/// is no wall against code that has taken over the process, but it has no network.
/// </summary>
internal static unsafe partial class SystemCallFilter
{
    private const int SetNoNewPrivileges = 38;
    private const int SetModeFilter = 1;
    private const int AllThreads = 1;

    private const uint LoadWord = 0x20;
    private const uint JumpIfEqual = 0x15;
    private const uint JumpIfAtLeast = 0x35;
    private const uint Return = 0x06;
    private const uint Allow = 0x7FFF0000;
    private const uint RefuseWithEperm = 0x00050001;
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint OtherCallingConvention = 0x40000000;

    // linux/audit.h, asm/unistd.h: seccomp, then socket, socketpair, connect, bind, listen, ptrace, execve, execveat, process_vm_readv,
    // process_vm_writev, io_uring_setup, bpf, perf_event_open, userfaultfd, init_module, finit_module, mount, unshare, setns.
    private static readonly (uint Architecture, int Seccomp, uint[] Refused) Intel = (
        0xC000003E, 317, [41, 53, 42, 49, 50, 101, 59, 322, 310, 311, 425, 321, 298, 323, 175, 313, 165, 272, 308]);

    private static readonly (uint Architecture, int Seccomp, uint[] Refused) Arm = (
        0xC00000B7, 277, [198, 199, 203, 200, 201, 117, 221, 281, 270, 271, 425, 280, 241, 282, 105, 273, 40, 97, 268]);

    /// <summary>Installs the filter for every thread.</summary>
    /// <returns>False where this system has none: another kernel, another processor, or one that does not allow it.</returns>
    public static bool TryInstall()
    {
        if (!OperatingSystem.IsLinux() || Own() is not (uint, int, uint[]) own)
        {
            return false;
        }

        ulong[] program = Program(own.Architecture, own.Refused);
        fixed (ulong* instructions = program)
        {
            FilterProgram filter = new() { Length = (ushort)program.Length, Instructions = instructions };
            return Control(SetNoNewPrivileges, 1, 0, 0, 0) == 0 && SystemCall(own.Seccomp, SetModeFilter, AllThreads, (nint)(&filter)) == 0;
        }
    }

    private static (uint Architecture, int Seccomp, uint[] Refused)? Own() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => Intel,
        Architecture.Arm64 => Arm,
        _ => null,
    };

    /// <summary>Berkeley packet filter: another architecture or a refused number gives EPERM, all else goes through.</summary>
    private static ulong[] Program(uint architecture, uint[] refused)
    {
        byte toRefusal = (byte)(refused.Length + 1);
        List<ulong> program =
        [
            Instruction(LoadWord, 0, 0, ArchitectureOffset),
            Instruction(JumpIfEqual, 0, (byte)(toRefusal + 2), architecture),
            Instruction(LoadWord, 0, 0, NumberOffset),
            Instruction(JumpIfAtLeast, toRefusal, 0, OtherCallingConvention),
        ];
        for (int i = 0; i < refused.Length; i++)
        {
            program.Add(Instruction(JumpIfEqual, (byte)(refused.Length - i), 0, refused[i]));
        }

        program.Add(Instruction(Return, 0, 0, Allow));
        program.Add(Instruction(Return, 0, 0, RefuseWithEperm));
        return [.. program];
    }

    // struct sock_filter { u16 code; u8 jt, jf; u32 k; }, little-endian as both processors are.
    private static ulong Instruction(uint code, byte ifTrue, byte ifFalse, uint operand) =>
        code | ((ulong)ifTrue << 16) | ((ulong)ifFalse << 24) | ((ulong)operand << 32);

    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public ulong* Instructions;
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c);
}
